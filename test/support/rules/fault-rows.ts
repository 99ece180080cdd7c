// What can go wrong between a shield and the Kubernetes API, a row each: how it strikes, how it heals, what a reader
// sees meanwhile, and how soon after healing the picture equals the cluster. docs/reliability.md prints them.
import type { Fault, Misbehaviour } from '../../../simulator/server/faults.ts';
import type { PodObject } from '../../../simulator/cluster/kubernetes-objects.ts';
import { pod, podOf } from '../../../simulator/cluster/pod.ts';
import { statusOf } from '../../../simulator/server/status.ts';
import { selfSigned } from '../app/certificate.ts';
import type { ShieldedCluster, ShieldedOptions } from '../cluster/shielded-cluster.ts';

/**
 * `truth`: what the cluster is, all the time;
 * `late`: the same, but a change may take as long as the row's `within` to be seen, or two of a watch's silences;
 * `stale`: the last known state for STALE_AFTER, then grey.
 */
export type Meanwhile = 'truth' | 'late' | 'stale';

export interface FaultRow {
  readonly fault: string;
  readonly meanwhile: Meanwhile;
  /** Seconds of the shield's clock after healing. */
  readonly within: number;
  readonly options?: ShieldedOptions;
  /** More pods than those of every row: lists of several pages need them. */
  readonly pods?: number;
  /** Makes it go wrong. The answer makes it well again. */
  strike(world: ShieldedCluster): Promise<Heal> | Heal;
}

type Heal = () => Promise<unknown> | undefined;

/** The longest wait between two tries, and the second in which tests look. */
const RETRY = 31;
/** A watch's longest timeout and the bit that follows it, a retry, and the second in which tests look. */
const SILENCE = 67;

const certificate = selfSigned();
const expired = selfSigned({ from: 20, to: 21 });
const young = selfSigned();

/** A fault of every request from now on, open watches included. */
function broken(...faults: readonly Fault[]): FaultRow['strike'] {
  return ({ server }) => {
    for (const fault of faults) server.faults.add(fault);
    server.cutConnections();
    return () => {
      server.faults.clear();
      return undefined;
    };
  };
}

/** Watches that are open when it heals go on as they began, so they are ended. */
function oddWatches(does: Misbehaviour): FaultRow['strike'] {
  return ({ server }) => {
    server.faults.add({ on: 'watch', does });
    server.endWatches();
    return () => {
      server.faults.clear();
      server.endWatches();
      return undefined;
    };
  };
}

const html = { status: 200, body: '<html><h1>Log in</h1></html>', headers: { 'content-type': 'text/html' } };
const answers = (status: number, meanwhile: string): FaultRow => ({
  fault: `\`${status}\` ${meanwhile}`.trim(),
  meanwhile: 'stale',
  within: RETRY,
  strike: broken({ answer: { status } }),
});
const nothing: Heal = () => undefined;

export function faultRows(): readonly FaultRow[] {
  return ROWS;
}

const ROWS: readonly FaultRow[] = [
  {
    fault: 'nothing listens: connections refused',
    meanwhile: 'stale',
    within: RETRY,
    strike: async ({ server }) => {
      const { port } = server;
      await server.close();
      return () => server.listen(port);
    },
  },
  {
    fault: 'connections are dropped before an answer',
    meanwhile: 'stale',
    within: RETRY,
    strike: broken({ does: 'refuse' }),
  },
  { fault: 'reset in the headers', meanwhile: 'stale', within: RETRY, strike: broken({ does: 'reset-in-headers' }) },
  {
    fault: 'reset in the middle of a line or page',
    meanwhile: 'stale',
    within: RETRY,
    strike: broken({ does: 'reset-midway' }),
  },
  {
    fault: 'half a protobuf frame or page, then a clean end',
    meanwhile: 'stale',
    within: RETRY,
    strike: broken({ does: 'half' }),
  },
  {
    fault: 'half a JSON line or page, then a clean end',
    meanwhile: 'stale',
    within: RETRY,
    options: { server: { tls: certificate, isJsonOnly: true } },
    strike: broken({ does: 'half' }),
  },
  { fault: 'garbage instead of pods', meanwhile: 'stale', within: RETRY, strike: broken({ does: 'garbage' }) },
  {
    fault: 'requests are taken and never answered',
    meanwhile: 'stale',
    within: SILENCE,
    strike: broken({ does: 'hang' }),
  },
  { fault: 'headers, and then not a byte', meanwhile: 'stale', within: SILENCE, strike: broken({ does: 'silence' }) },
  {
    fault: 'half a frame or page, and then not a byte',
    meanwhile: 'stale',
    within: SILENCE,
    strike: broken({ does: 'stall-midway' }),
  },
  {
    fault: 'a page or line that drips, byte by byte',
    meanwhile: 'stale',
    within: SILENCE,
    strike: broken({ does: 'drip' }),
  },
  {
    fault: 'blanks for ever after a page or line',
    meanwhile: 'late',
    within: SILENCE,
    strike: broken({ does: 'endless' }),
  },
  { fault: 'an HTML page with `200`', meanwhile: 'stale', within: RETRY, strike: broken({ answer: html }) },
  {
    fault: 'a redirect',
    meanwhile: 'stale',
    within: RETRY,
    strike: broken({ answer: { status: 302, headers: { location: '/api/v1/pods' } } }),
  },
  answers(400, ''),
  answers(401, ''),
  answers(403, ''),
  {
    fault: '`403` on watches alone',
    meanwhile: 'stale',
    within: RETRY,
    strike: broken({ on: 'watch', answer: { status: 403 } }),
  },
  answers(404, ''),
  {
    fault: '`429` with `Retry-After` and a plain body',
    meanwhile: 'stale',
    within: RETRY,
    strike: broken({ answer: { status: 429, headers: { 'retry-after': '20' } } }),
  },
  answers(500, ''),
  answers(503, ''),
  answers(504, ''),
  {
    fault: '`410` as a status',
    meanwhile: 'truth',
    within: 2,
    strike: ({ server }) => {
      server.faults.add({ on: 'watch', times: 1, answer: { status: 410 } });
      server.endWatches();
      return nothing;
    },
  },
  {
    fault: '`410` as an event',
    meanwhile: 'truth',
    within: 2,
    strike: ({ server }) => {
      server.failWatches();
      return nothing;
    },
  },
  {
    fault: 'a version too old to resume from (compacted)',
    meanwhile: 'truth',
    within: 2,
    strike: ({ server, cluster }) => {
      server.cutConnections();
      cluster.compact();
      return nothing;
    },
  },
  {
    fault: '`500` as an event',
    meanwhile: 'truth',
    within: 2,
    strike: ({ server }) => {
      server.failWatches(statusOf(500, 'InternalError', 'simulated'));
      return nothing;
    },
  },
  {
    fault: 'a continue token that expires in the middle of a list',
    meanwhile: 'late',
    within: RETRY,
    pods: 250,
    strike: ({ server, cluster }) => {
      server.faults.add({ on: 'list', skip: 1, times: 1, does: 'hang' });
      server.failWatches();
      return () => {
        cluster.compact();
        return undefined;
      };
    },
  },
  {
    fault: 'a list without an end',
    meanwhile: 'stale',
    within: RETRY,
    strike: ({ server }) => {
      const body = { kind: 'PodList', metadata: { resourceVersion: '1', continue: 'more' }, items: [] };
      server.faults.add({ on: 'list', answer: { status: 200, body } });
      server.failWatches();
      return () => {
        server.faults.clear();
        return undefined;
      };
    },
  },
  {
    fault: 'watches that end at once, again and again',
    meanwhile: 'late',
    within: RETRY,
    strike: oddWatches('end-at-once'),
  },
  {
    fault: 'watches that end after their first event',
    meanwhile: 'late',
    within: RETRY,
    strike: oddWatches('end-after-first'),
  },
  {
    fault: 'one watch that goes silent, its connection open',
    meanwhile: 'late',
    within: SILENCE,
    strike: ({ server }) => {
      server.silence();
      return nothing;
    },
  },
  {
    fault: 'every watch silent, its connection open',
    meanwhile: 'late',
    within: SILENCE,
    strike: ({ server }) => {
      server.faults.add({ on: 'watch', does: 'silence' });
      server.silence();
      return () => {
        server.faults.clear();
        return undefined;
      };
    },
  },
  { fault: 'no bookmarks at all', meanwhile: 'truth', within: 1, strike: oddWatches('no-bookmarks') },
  { fault: 'events repeated', meanwhile: 'truth', within: 1, strike: oddWatches('repeat') },
  { fault: 'events out of order', meanwhile: 'late', within: SILENCE, strike: oddWatches('swap') },
  {
    fault: 'objects without the fields that are read',
    meanwhile: 'truth',
    within: 1,
    options: { server: { tls: certificate, isJsonOnly: true } },
    strike: ({ cluster }) => {
      for (const odd of oddPods()) cluster.set(odd);
      return nothing;
    },
  },
  {
    fault: 'a pod of 5 MB',
    meanwhile: 'truth',
    within: 1,
    strike: ({ cluster }) => {
      const annotations = { notes: 'x'.repeat(5_000_000) };
      cluster.set(podOf({ kind: 'StatefulSet', name: 'big' }, { metadata: { namespace: 'shop', annotations } }));
      return nothing;
    },
  },
  {
    fault: 'versions that go back: etcd restored from a backup',
    meanwhile: 'late',
    within: SILENCE,
    strike: ({ cluster, server }) => {
      const backup = cluster.version;
      for (let n = 0; n < 20; n += 1)
        cluster.set(
          podOf({ kind: 'StatefulSet', name: 'lost' }, { metadata: { namespace: 'shop', labels: { n: `${n}` } } }),
        );
      return () => {
        cluster.restoreTo(backup);
        server.cutConnections();
        return undefined;
      };
    },
  },
  {
    fault: 'the clock of the machine jumps three days ahead',
    meanwhile: 'truth',
    within: 2,
    strike: (world) => jump(world, 3),
  },
  {
    fault: 'the clock of the machine jumps three days back',
    meanwhile: 'truth',
    within: 2,
    strike: (world) => jump(world, -3),
  },
  {
    fault: 'DNS that fails',
    meanwhile: 'stale',
    within: RETRY,
    strike: async (world) => {
      await world.writeAccess({ ca: certificate.cert }, { url: 'https://api-server.invalid:6443' });
      world.server.cutConnections();
      return () => world.writeAccess({ ca: certificate.cert });
    },
  },
  {
    fault: 'a certificate that expires',
    meanwhile: 'stale',
    within: RETRY,
    options: { server: { tls: certificate }, access: { ca: certificate.cert + expired.cert } },
    strike: ({ server }) => {
      server.setSecureContext(expired);
      server.cutConnections();
      return () => {
        server.setSecureContext(certificate);
        return undefined;
      };
    },
  },
  {
    fault: 'a CA that rotates, at the server first',
    meanwhile: 'stale',
    within: RETRY,
    strike: (world) => {
      world.server.setSecureContext(young);
      world.server.cutConnections();
      return () => world.writeAccess({ ca: young.cert });
    },
  },
  {
    fault: 'a token that rotates, at the server first',
    meanwhile: 'stale',
    within: RETRY,
    options: { server: { tls: certificate, tokens: ['old'] }, access: { ca: certificate.cert, token: 'old' } },
    strike: (world) => {
      world.server.tokens.clear();
      world.server.tokens.add('new');
      world.server.cutConnections();
      return () => world.writeAccess({ ca: certificate.cert, token: 'new' });
    },
  },
];

/** Those of a row that says nothing else. */
export const USUAL: ShieldedOptions = { server: { tls: certificate }, access: { ca: certificate.cert } };

function jump({ clock }: ShieldedCluster, days: number): Heal {
  const by = days * 86_400_000;
  clock.setWall(clock.now().wall + by);
  return () => {
    clock.setWall(clock.now().wall - by);
    return undefined;
  };
}

/** As a proxy or a server of another kind may send them: what is missing is missing, and nothing else is hurt. */
function oddPods(): readonly PodObject[] {
  const odd = (name: string, parts: object): PodObject => ({
    ...podOf({ kind: 'StatefulSet', name }, { metadata: { namespace: 'shop' } }),
    ...parts,
  });
  return [
    odd('no-status', { status: {} }),
    odd('null-status', { status: { phase: null, containerStatuses: null, conditions: null } }),
    odd('no-names', { status: { phase: 'Running', containerStatuses: [{}, null, 7] } }),
    { ...pod({ metadata: { name: 'bare', namespace: 'shop' } }), spec: { containers: [] } },
    pod({ metadata: { name: 'owned-by-nothing', namespace: 'shop', ownerReferences: [{} as never, null as never] } }),
    pod({ metadata: { name: 'nulls', namespace: 'shop', labels: null as never, annotations: null as never } }),
  ];
}
