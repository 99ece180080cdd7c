// How a hub parses the events of a peer in slices, with other work in between.
import { MAX_PART, parseEvent } from './wire.ts';

function service(name: string): object {
  const status = `1/1 (0 restarts), ${'x'.repeat(100)}`;
  const health = { check: 'health', label: 'health', status, color: 'green', state: 'ok', source: 'pods' };
  return { namespace: 'shop', name, kind: 'Deployment', results: [health] };
}

/** How often parsing pauses for other work before a change of these services is parsed or found to be invalid. */
function pausesIn(services: readonly object[]): readonly [pauses: number, type: string | undefined] {
  const parsing = parseEvent('change', 'abc.2', JSON.stringify({ services, gone: [] }));
  let pauses = 0;
  let step = parsing.next();
  for (; step.done !== true; step = parsing.next()) pauses += 1;
  return [pauses, step.value?.type];
}

const ALL = Array.from({ length: MAX_PART }, (_, at) => service(`svc-${at}`));

it('parses a large event as JSON first, then 25 services at a time', () => {
  expect(pausesIn(ALL)).toEqual([10, 'change']);
  // An invalid service is found after the pauses for the services before it.
  for (const [at, pauses] of [0, 24, 25, 60, 249].map((at) => [at, 1 + Math.floor(at / 25)] as const)) {
    expect(pausesIn(ALL.with(at, service('<script>')))).toEqual([pauses, 'fault']);
  }
});

it('parses a small event without a pause', () => {
  expect(pausesIn(ALL.slice(0, 20))).toEqual([0, 'change']);
});
