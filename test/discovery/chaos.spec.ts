// Random sequences of faults: once the API server works again, the store equals the cluster.
import fc from 'fast-check';
import { type Fault, MISBEHAVIOURS } from '../../simulator/server/faults.ts';
import { WatchedCluster } from '../support/cluster/watched-cluster.ts';

type Step = (watched: WatchedCluster) => void;

interface NamedStep {
  readonly name: string;
  readonly run: Step;
}

const podNames = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

const steps: fc.Arbitrary<NamedStep> = fc.oneof(
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
      named('all faults end', (watched) => {
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

function named(name: string, run: Step): NamedStep {
  return { name, run };
}

it("converges to the cluster's state after any sequence of faults", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 40 }), async (sequence) => {
      const watched = new WatchedCluster({ pods: ['a', 'b', 'c'], pageSize: 2 });
      await watched.start();
      try {
        for (const { run } of sequence) {
          run(watched);
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
  for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}
