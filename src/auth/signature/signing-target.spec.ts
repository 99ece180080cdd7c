import { signingTargetOf } from './signing-target.ts';

describe('the host and the target to sign', () => {
  it.each([
    ['https://shield.example', 'shield.example', '/'],
    ['http://127.0.0.1:8080/ping', '127.0.0.1:8080', '/ping'],
    ['http://[::1]:8080/ping', '[::1]:8080', '/ping'],
    ['https://shield.example?x=1', 'shield.example', '/?x=1'],
    ['https://shield.example/a//../%7e?b=/?#part', 'shield.example', '/a//../%7e?b=/?'],
  ])('are taken from the URL %s', (url, host, target) => {
    expect(signingTargetOf(url)).toEqual({ host, target });
  });

  it.each([
    '',
    '/ping',
    'ftp://shield.example/',
    'https://user:secret@shield.example/',
    'https://x/a b',
    'https://x/ü',
  ])('are undefined for %j', (url) => {
    expect(signingTargetOf(url)).toBeUndefined();
  });
});
