// One hub's stream: how much of a snapshot is encoded at once, and that nothing is written after its end, which would make
// node:http emit an error that ends the process.
import type { Source } from '../../kubernetes/watch/source.ts';
import type { Result } from '../../services/result/result.ts';
import type { Service } from '../../services/service.ts';
import { ChangeHistory } from '../../services/changes/change-history.ts';
import { sseText } from './encoder.ts';
import { HubStream } from './hub-stream.ts';

function streamTo(slices: readonly (readonly Service[])[] = []): {
  readonly stream: HubStream;
  /** Callbacks that wait for the next turn of the event loop. */
  readonly turns: (() => void)[];
  readonly history: ChangeHistory<string>;
  readonly written: string[];
} {
  const history = new ChangeHistory<string>('e', 1_000);
  const written: string[] = [];
  const turns: (() => void)[] = [];
  const advertiser = {
    cluster: 'east',
    version: '1.0.0',
    history,
    hasSynced: () => true,
    services: () => slices,
    sources: () => [],
    isTruncated: () => false,
    detailsOf: () => '',
    objects: () => [],
    objectHeartbeat: () => '',
  };
  const outlet = {
    write: (text: string) => {
      written.push(text);
      return true;
    },
    end: (text = '') => written.push(`${text}(end)`),
    destroy: () => written.push('(cut)'),
  };
  const stream = new HubStream(advertiser, outlet, undefined, (then) => turns.push(then));
  return { stream, turns, history, written };
}

function slicesOf(count: number, size: number): readonly (readonly Service[])[] {
  const source: Source = { id: 'pods', cluster: 'east', staleAfter: 60_000, provenAt: 0 };
  const result: Result = { label: 'health', status: '1/1', color: 'green', state: 'ok', source };
  return Array.from({ length: count / size }, (_, slice) =>
    Array.from({ length: size }, (__, i) => ({
      cluster: 'east',
      namespace: 'shop',
      name: `web-${slice}-${i}`,
      kind: 'Deployment',
      isOneOff: false,
      results: new Map([['health', result]]),
    })),
  );
}

function namesIn(written: readonly string[]): number {
  return written.join('').match(/"name":"web-/g)?.length ?? 0;
}

it('writes a slice of a snapshot in each turn of the event loop, even to a connection that accepts all of it', () => {
  const { stream, turns, written } = streamTo(slicesOf(1_000, 50));
  stream.beat();
  const perTurn = [namesIn(written)];
  for (let then = turns.shift(); then !== undefined; then = turns.shift()) {
    written.length = 0;
    then();
    perTurn.push(namesIn(written));
  }
  expect(perTurn.reduce((sum, names) => sum + names)).toBe(1_000);
  expect(Math.max(...perTurn)).toBe(50);
  expect(written.at(-1)).toContain('event: end');
});

it('writes no more of a snapshot after cut', () => {
  const { stream, turns, written } = streamTo(slicesOf(1_000, 50));
  stream.beat();
  stream.cut();
  const before = [...written];
  for (const then of turns) then();
  expect(written).toEqual(before);
});

it.each(['leave', 'cut'] as const)('writes nothing after %s, even while the hub is still connected', (method) => {
  const { stream, history, written } = streamTo();
  stream.beat();
  expect(written.length).toBeGreaterThan(0);
  const gone = [{ namespace: 'shop', name: 'web' }];
  history.push(sseText({ type: 'change', at: history.nextPosition, services: [], gone }));
  stream[method]();
  const before = [...written];
  stream.beat();
  stream.pump();
  stream.drained();
  stream.leave();
  expect(written).toEqual(before);
});
