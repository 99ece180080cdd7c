import type { LookupFunction } from 'node:net';
import { NameLookups } from './name-lookups.client.ts';

type Answer = Parameters<LookupFunction>[2];

/** A resolver that answers when the test lets it. */
class System {
  readonly queried: string[] = [];
  private readonly callbacks = new Map<string, Answer>();
  readonly lookup: LookupFunction = (host, _options, callback) => {
    this.queried.push(host);
    this.callbacks.set(host, callback);
  };

  answer(host: string): void {
    this.callbacks.get(host)?.(null, '192.0.2.1', 4);
  }

  fail(host: string): void {
    this.callbacks.get(host)?.(Object.assign(new Error(`getaddrinfo ${host}`), { code: 'EAI_AGAIN' }), '', 0);
  }
}

function lookups(): { readonly system: System; readonly lookUp: (host: string) => void; readonly got: string[] } {
  const system = new System();
  const names = new NameLookups({ max: 3, maxUnproven: 2 }, system.lookup);
  const got: string[] = [];
  const lookUp = (host: string): void => {
    names.lookup(host, {}, (error, address) => {
      got.push(`${host}: ${error?.message ?? JSON.stringify(address)}`);
    });
  };
  return { system, lookUp, got };
}

it('looks a name up once for concurrent callers, and again for later ones', () => {
  const { system, lookUp, got } = lookups();
  lookUp('a');
  lookUp('a');
  expect(system.queried).toEqual(['a']);
  system.answer('a');
  expect(got).toEqual(['a: "192.0.2.1"', 'a: "192.0.2.1"']);
  lookUp('a');
  expect(system.queried).toEqual(['a', 'a']);
});

it('rejects for all concurrent callers when a lookup fails', () => {
  const { system, lookUp, got } = lookups();
  lookUp('a');
  lookUp('a');
  system.fail('a');
  expect(got).toEqual(['a: getaddrinfo a', 'a: getaddrinfo a']);
});

it('queues lookups beyond the limit, in order of arrival', () => {
  const { system, lookUp } = lookups();
  for (const host of ['a', 'b', 'c', 'd']) lookUp(host);
  expect(system.queried).toEqual(['a', 'b']);
  system.fail('b');
  system.fail('a');
  expect(system.queried).toEqual(['a', 'b', 'c', 'd']);
});

it('reserves slots for names that resolved the last time', () => {
  const { system, lookUp } = lookups();
  lookUp('well');
  system.answer('well');
  for (const host of ['dead-1', 'dead-2', 'dead-3', 'well']) lookUp(host);
  expect(system.queried).toEqual(['well', 'dead-1', 'dead-2', 'well']);
});

it('reserves no slot for a name that no longer resolves', () => {
  const { system, lookUp } = lookups();
  lookUp('once');
  system.answer('once');
  lookUp('once');
  system.fail('once');
  for (const host of ['dead-1', 'dead-2', 'once']) lookUp(host);
  expect(system.queried).toEqual(['once', 'once', 'dead-1', 'dead-2']);
});
