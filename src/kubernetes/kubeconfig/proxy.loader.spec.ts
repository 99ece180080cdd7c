import type { Env } from '../../config/parse/env-reader.ts';
import { proxyFor } from './proxy.loader.ts';

const API = 'https://api.prod.example.com:6443';
const PROXY = 'http://proxy:3128/';

function proxyOf(server: string, environment: Env, named?: string): string | undefined {
  return proxyFor(new URL(server), named, environment)?.href;
}

describe('the proxy for an API server', () => {
  it.each<[string, Env, string | undefined]>([
    [API, {}, undefined],
    [API, { HTTPS_PROXY: 'http://proxy:3128' }, PROXY],
    [API, { https_proxy: 'http://proxy:3128' }, PROXY],
    [API, { HTTPS_PROXY: 'http://proxy:3128', https_proxy: 'http://other:3128' }, PROXY],
    [API, { HTTPS_PROXY: ' ', https_proxy: 'http://proxy:3128' }, PROXY],
    [API, { HTTPS_PROXY: 'proxy:3128' }, PROXY],
    [API, { HTTP_PROXY: 'http://proxy:3128' }, undefined],
    ['http://api.example.com', { HTTP_PROXY: 'http://proxy:3128' }, PROXY],
    ['http://api.example.com', { http_proxy: 'http://proxy:3128' }, PROXY],
    ['http://api.example.com', { HTTPS_PROXY: 'http://proxy:3128' }, undefined],
    [API, { HTTPS_PROXY: 'https://proxy:3128' }, 'https://proxy:3128/'],
    [API, { HTTPS_PROXY: 'socks5://proxy:1080' }, 'socks5h://proxy:1080'],
    ['https://127.0.0.1:6443', { HTTPS_PROXY: PROXY }, undefined],
    ['https://[::1]:6443', { HTTPS_PROXY: PROXY }, undefined],
    ['https://localhost:6443', { HTTPS_PROXY: PROXY }, undefined],
    ['https://127.example.com', { HTTPS_PROXY: PROXY }, PROXY],
  ])('at %s with %j is %s', (server, environment, expected) => {
    expect(proxyOf(server, environment)).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['*', API, true],
    ['example.com', API, true],
    ['EXAMPLE.com', API, true],
    ['.example.com', API, true],
    ['*.example.com', API, true],
    ['ample.com', API, false],
    ['api.prod.example.com', API, true],
    ['.api.prod.example.com', API, false],
    ['api.prod.example.com:6443', API, true],
    ['api.prod.example.com:443', API, false],
    ['example.com:443', 'https://api.example.com', true],
    ['other, example.com', API, true],
    ['10.0.0.0/8', 'https://10.96.0.1', true],
    ['10.0.0.0/8', 'https://11.96.0.1', false],
    ['10.0.0.0/99', 'https://10.96.0.1', false],
    ['10.96.0.1', 'https://10.96.0.1', true],
    ['10.96.0.1:443', 'https://10.96.0.1', true],
    ['10.96.0.1:6443', 'https://10.96.0.1', false],
    ['fd00::/8', 'https://[fd00::1]:6443', true],
    ['[fd00::1]:6443', 'https://[fd00::1]:6443', true],
    ['fd00::1', 'https://[fd00::1]:6443', true],
    ['10.0.0.0/8', API, false],
    ['', API, false],
    [',', API, false],
  ])('NO_PROXY=%s exempts %s: %s', (exceptions, server, isExempt) => {
    const proxies = { HTTPS_PROXY: PROXY, HTTP_PROXY: PROXY };
    expect(proxyOf(server, { ...proxies, NO_PROXY: exceptions })).toBe(isExempt ? undefined : PROXY);
    expect(proxyOf(server, { ...proxies, no_proxy: exceptions })).toBe(isExempt ? undefined : PROXY);
  });

  it("is the kubeconfig's proxy-url, whatever the environment says", () => {
    expect(proxyOf('https://127.0.0.1', { HTTPS_PROXY: 'http://other', NO_PROXY: '*' }, 'http://proxy:3128')).toBe(
      PROXY,
    );
  });

  it.each(['ftp://me:recognisable@proxy', 'http://me:recognisable@', 'http://me:recognisable%@proxy', 'http://:x'])(
    'that is set as %s is a fault whose text does not contain it',
    (text) => {
      const choose = (): unknown => proxyOf(API, { HTTPS_PROXY: text });
      expect(choose).toThrow(/^HTTPS_PROXY is not the address of a proxy \(http:\/\/HOST:PORT, .*\)$/);
      expect(choose).not.toThrow(/recognisable/);
      expect(() => proxyOf(API, {}, text)).toThrow(/^its proxy-url is not/);
    },
  );
});
