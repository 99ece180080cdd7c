// Any faults in any order: once the API server works again, what is shown equals the cluster.
import fc from 'fast-check';
import { type Fault, MISBEHAVIOURS } from '../simulator/server/faults.ts';
import { WatchedCluster } from './support/cluster/watched-cluster.ts';

type Turn = (watched: WatchedCluster) => void;

interface NamedTurn {
  readonly name: string;
  readonly turn: Turn;
}

const podNames = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

const turns: fc.Arbitrary<NamedTurn> = fc.oneof(
  {
    weight: 4,
    arbitrary: podNames.map((pod) =>
      named(`add ${pod}`, (watched) => {
        watched.add(pod);
      }),
    ),
  },
  {
    weight: 3,
    arbitrary: podNames.map((pod) =>
      named(`remove ${pod}`, (watched) => {
        watched.remove(pod);
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.nat(60_000).map((ms) =>
      named(`${ms} ms pass`, (watched) => {
        watched.manual.advance(ms);
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: faults().map((fault) =>
      named(JSON.stringify(fault), (watched) => {
        watched.server.faults.add(fault);
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      named('bookmark', (watched) => {
        watched.server.bookmark();
      }),
      named('watches end', (watched) => {
        watched.server.endWatches();
      }),
      named('watches fail', (watched) => {
        watched.server.failWatches();
      }),
      named('silence', (watched) => {
        watched.server.silence();
      }),
      named('connections break', (watched) => {
        watched.server.cutConnections();
      }),
      named('compaction', (watched) => {
        watched.cluster.compact();
      }),
      named('all is well', (watched) => {
        watched.server.faults.clear();
      }),
    ),
  },
);

function faults(): fc.Arbitrary<Fault> {
  const aim = {
    on: fc.constantFrom('list' as const, 'watch' as const),
    skip: fc.nat(2),
    times: fc.integer({ min: 1, max: 4 }),
  };
  return fc.oneof(
    fc.record({ ...aim, does: fc.constantFrom(...MISBEHAVIOURS) }),
    fc.record({ ...aim, answer: fc.record({ status: fc.constantFrom(400, 401, 403, 404, 410, 429, 500, 503, 504) }) }),
  );
}

function named(name: string, turn: Turn): NamedTurn {
  return { name, turn };
}

it("converges to the cluster's state", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turns, { minLength: 5, maxLength: 40 }), async (story) => {
      const watched = new WatchedCluster({ pods: ['a', 'b', 'c'], pageSize: 2 });
      await watched.start();
      try {
        for (const { turn } of story) {
          turn(watched);
          await drainSockets();
        }
        watched.server.faults.clear();
        await watched.untilSynced(watched.advanceOneSecond);
        // It also gets later events, once a faulty watch that is still open has timed out.
        watched.add('z');
        await watched.untilSynced(watched.advanceOneSecond);
      } finally {
        await watched.stop();
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

/** Lets both sides read what the sockets have buffered. */
async function drainSockets(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
