import type { AccessMode } from '../config/config.ts';
import type { Access } from '../http/routes.ts';
import { accessOf } from './access-policy.ts';
import { parseRequestTarget } from '../http/request-target.ts';

function access(raw: string, mode: AccessMode): Access {
  const target = parseRequestTarget(raw);
  if ('fault' in target) throw new Error(target.fault.detail);
  return accessOf(target, mode);
}

describe('the policy', () => {
  it.each<[string, Record<AccessMode, Access>]>([
    ['/ping', { public: 'open', private: 'open', badges: 'open' }],
    ['/livez', { public: 'open', private: 'open', badges: 'open' }],
    ['/readyz', { public: 'open', private: 'open', badges: 'open' }],
    ['/', { public: 'open', private: 'hidden', badges: 'hidden' }],
    ['/_/web/health/', { public: 'open', private: 'signed', badges: 'open' }],
    ['/a/*/health/', { public: 'open', private: 'signed', badges: 'open' }],
    ['/services/', { public: 'open', private: 'signed', badges: 'signed' }],
    ['/services/web/', { public: 'open', private: 'signed', badges: 'signed' }],
    ['/v1/services', { public: 'open', private: 'signed', badges: 'signed' }],
    ['/v1/services/web', { public: 'open', private: 'signed', badges: 'signed' }],
    ['/nowhere', { public: 'hidden', private: 'hidden', badges: 'hidden' }],
  ])('%s is %j', (raw, expected) => {
    for (const mode of ['public', 'private', 'badges'] as const) {
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
  ])('a badge asked for with %j is %s', (end, expected) => {
    expect(access(`/_/web/health${end}`, 'badges')).toBe(expected);
    expect(access(`/a/we/health${end}`, 'badges')).toBe(expected);
  });
});
