import type { AccessMode } from '../../config/config.ts';
import type { Access } from '../../http/request/routes.ts';
import { accessOf } from './access-policy.ts';
import { parseRequestTarget } from '../../http/request/request-target.ts';

function access(raw: string, mode: AccessMode): Access {
  const target = parseRequestTarget(raw);
  if ('fault' in target) throw new Error(target.fault.detail);
  return accessOf(target, mode);
}

describe('the policy', () => {
  it.each<[string, Record<AccessMode, Access>]>([
    ['/ping', { public: 'open', private: 'open', badges: 'open', 'badges-by-link': 'open' }],
    ['/livez', { public: 'open', private: 'open', badges: 'open', 'badges-by-link': 'open' }],
    ['/readyz', { public: 'open', private: 'open', badges: 'open', 'badges-by-link': 'open' }],
    ['/', { public: 'open', private: 'hidden', badges: 'hidden', 'badges-by-link': 'open' }],
    ['/_/web/health/', { public: 'open', private: 'signed', badges: 'open', 'badges-by-link': 'signed' }],
    ['/a/*/health/', { public: 'open', private: 'signed', badges: 'open', 'badges-by-link': 'signed' }],
    ['/_/web/why.svg', { public: 'open', private: 'signed', badges: 'signed', 'badges-by-link': 'open' }],
    ['/_/web/why%2esvg', { public: 'open', private: 'signed', badges: 'open', 'badges-by-link': 'signed' }],
    ['/services/', { public: 'open', private: 'signed', badges: 'signed', 'badges-by-link': 'open' }],
    ['/services/web/', { public: 'open', private: 'signed', badges: 'signed', 'badges-by-link': 'open' }],
    ['/v1/services', { public: 'open', private: 'signed', badges: 'signed', 'badges-by-link': 'open' }],
    ['/v1/services/web', { public: 'open', private: 'signed', badges: 'signed', 'badges-by-link': 'open' }],
    ['/nowhere', { public: 'hidden', private: 'hidden', badges: 'hidden', 'badges-by-link': 'hidden' }],
  ])('%s is %j', (raw, expected) => {
    for (const mode of ['public', 'private', 'badges', 'badges-by-link'] as const) {
      expect([mode, access(raw, mode)]).toEqual([mode, expected[mode]]);
    }
  });
});

describe('in mode badges', () => {
  it.each<[string, Access]>([
    ['', 'open'],
    ['?format=svg', 'open'],
    ['?format=shields', 'open'],
    ['?style=plastic&format=svg&label=x', 'open'],
    ['.svg', 'open'],
    ['.svg?format=shields', 'open'],
    ['.json', 'signed'],
    ['%2ejson', 'signed'],
    ['.json?format=svg', 'signed'],
    ['?format=json', 'signed'],
    ['?%66ormat=json', 'signed'],
    ['?format=raw', 'signed'],
    ['?format=', 'signed'],
    ['?format', 'signed'],
    ['?format=SVG', 'signed'],
    ['?format=svg&format=svg', 'signed'],
    ['?format=svg&format=json', 'signed'],
    ['?raw', 'signed'],
    ['?raw=1', 'signed'],
    ['?format=svg&raw', 'signed'],
  ])('a badge requested with %j is %s', (end, expected) => {
    expect(access(`/_/web/health${end}`, 'badges')).toBe(expected);
    expect(access(`/a/we/health${end}`, 'badges')).toBe(expected);
  });
});
