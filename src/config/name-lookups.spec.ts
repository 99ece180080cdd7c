import type { LookupFunction } from 'node:net';
import { NameLookups } from './name-lookups.client.ts';

type Answer = Parameters<LookupFunction>[2];

/** A resolver that answers when the test lets it. */
class ManualResolver {
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

function lookups(): {
  readonly resolver: ManualResolver;
  readonly lookUp: (host: string) => void;
  readonly results: string[];
} {
  const resolver = new ManualResolver();
  const names = new NameLookups({ max: 3, maxUnproven: 2 }, resolver.lookup);
  const results: string[] = [];
  const lookUp = (host: string): void => {
    names.lookup(host, {}, (error, address) => {
      results.push(`${host}: ${error?.message ?? JSON.stringify(address)}`);
    });
  };
  return { resolver, lookUp, results };
}

it('looks a name up once for concurrent callers, and again for later ones', () => {
  const { resolver, lookUp, results } = lookups();
  lookUp('a');
  lookUp('a');
  expect(resolver.queried).toEqual(['a']);
  resolver.answer('a');
  expect(results).toEqual(['a: "192.0.2.1"', 'a: "192.0.2.1"']);
  lookUp('a');
  expect(resolver.queried).toEqual(['a', 'a']);
});

it('rejects for all concurrent callers when a lookup fails', () => {
  const { resolver, lookUp, results } = lookups();
  lookUp('a');
  lookUp('a');
  resolver.fail('a');
  expect(results).toEqual(['a: getaddrinfo a', 'a: getaddrinfo a']);
});

it('queues lookups beyond the limit, in order of arrival', () => {
  const { resolver, lookUp } = lookups();
  for (const host of ['a', 'b', 'c', 'd']) lookUp(host);
  expect(resolver.queried).toEqual(['a', 'b']);
  resolver.fail('b');
  resolver.fail('a');
  expect(resolver.queried).toEqual(['a', 'b', 'c', 'd']);
});

it('reserves slots for names that resolved the last time', () => {
  const { resolver, lookUp } = lookups();
  lookUp('well');
  resolver.answer('well');
  for (const host of ['dead-1', 'dead-2', 'dead-3', 'well']) lookUp(host);
  expect(resolver.queried).toEqual(['well', 'dead-1', 'dead-2', 'well']);
});

it('reserves no slot for a name that no longer resolves', () => {
  const { resolver, lookUp } = lookups();
  lookUp('once');
  resolver.answer('once');
  lookUp('once');
  resolver.fail('once');
  for (const host of ['dead-1', 'dead-2', 'once']) lookUp(host);
  expect(resolver.queried).toEqual(['once', 'once', 'dead-1', 'dead-2']);
});
