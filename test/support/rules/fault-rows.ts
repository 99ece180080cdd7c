// Faults between a shield and the Kubernetes API, a row each: how to inject it and recover from it, what is shown
// meanwhile, and how soon after recovery the cluster's state is shown. docs/reliability.md prints the table.
import type { Fault, Misbehaviour } from '../../../simulator/server/faults.ts';
import type { PodObject } from '../../../simulator/cluster/kubernetes-objects.ts';
import { pod, podOf } from '../../../simulator/cluster/pod.ts';
import { statusOf } from '../../../simulator/server/status.ts';
import { selfSigned } from '../app/certificate.ts';
import type { ShieldedCluster, ShieldedOptions } from '../cluster/shielded-cluster.ts';

/**
 * `truth`: the cluster's state, all the time;
 * `late`: the same, but a change may take as long as the row's `within`, or two idle timeouts of a watch, to be shown;
 * `stale`: the last known state for STALE_AFTER, then grey.
 */
export type Meanwhile = 'truth' | 'late' | 'stale';

export interface FaultRow {
  readonly fault: string;
  readonly meanwhile: Meanwhile;
  /** Seconds of the shield's clock after recovery. */
  readonly within: number;
  readonly options?: ShieldedOptions;
  /** Additional pods, for lists of several pages. */
  readonly pods?: number;
  /** Causes the fault. Returns the function that ends it. */
  inject(world: ShieldedCluster): Promise<Recover> | Recover;
}

type Recover = () => Promise<unknown> | undefined;

/** The longest backoff, plus the second between polls of tests. */
const RETRY = 31;
/** A watch's longest timeout and its grace, a retry, plus the second between polls of tests. */
const SILENCE = 67;

const certificate = selfSigned();
const expired = selfSigned({ from: 20, to: 21 });
const rotated = selfSigned();

/** Faults for every request from now on; open watches are cut. */
function failRequests(...faults: readonly Fault[]): FaultRow['inject'] {
  return ({ server }) => {
    for (const fault of faults) server.faults.add(fault);
    server.cutConnections();
    return () => {
      server.faults.clear();
      return undefined;
    };
  };
}

/** A watch keeps its fault for as long as it is open, so open watches are ended before and after. */
function misbehavingWatches(does: Misbehaviour): FaultRow['inject'] {
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

const LOGIN_PAGE = { status: 200, body: '<html><h1>Log in</h1></html>', headers: { 'content-type': 'text/html' } };
const answers = (status: number, meanwhile: string): FaultRow => ({
  fault: `\`${status}\` ${meanwhile}`.trim(),
  meanwhile: 'stale',
  within: RETRY,
  inject: failRequests({ answer: { status } }),
});
const recoversByItself: Recover = () => undefined;

export function faultRows(): readonly FaultRow[] {
  return ROWS;
}

const ROWS: readonly FaultRow[] = [
  {
    fault: 'nothing listens: connections refused',
    meanwhile: 'stale',
    within: RETRY,
    inject: async ({ server }) => {
      const { port } = server;
      await server.close();
      return () => server.listen(port);
    },
  },
  {
    fault: 'connections are dropped before an answer',
    meanwhile: 'stale',
    within: RETRY,
    inject: failRequests({ does: 'refuse' }),
  },
  {
    fault: 'reset in the headers',
    meanwhile: 'stale',
    within: RETRY,
    inject: failRequests({ does: 'reset-in-headers' }),
  },
  {
    fault: 'reset in the middle of a line or page',
    meanwhile: 'stale',
    within: RETRY,
    inject: failRequests({ does: 'reset-midway' }),
  },
  {
    fault: 'half a protobuf frame or page, then a clean end',
    meanwhile: 'stale',
    within: RETRY,
    inject: failRequests({ does: 'half' }),
  },
  {
    fault: 'half a JSON line or page, then a clean end',
    meanwhile: 'stale',
    within: RETRY,
    options: { server: { tls: certificate, isJsonOnly: true } },
    inject: failRequests({ does: 'half' }),
  },
  { fault: 'garbage instead of pods', meanwhile: 'stale', within: RETRY, inject: failRequests({ does: 'garbage' }) },
  {
    fault: 'requests are accepted and never answered',
    meanwhile: 'stale',
    within: SILENCE,
    inject: failRequests({ does: 'hang' }),
  },
  {
    fault: 'headers, then no more bytes',
    meanwhile: 'stale',
    within: SILENCE,
    inject: failRequests({ does: 'silence' }),
  },
  {
    fault: 'half a frame or page, then no more bytes',
    meanwhile: 'stale',
    within: SILENCE,
    inject: failRequests({ does: 'stall-midway' }),
  },
  {
    fault: 'a page or line that drips, byte by byte',
    meanwhile: 'stale',
    within: SILENCE,
    inject: failRequests({ does: 'drip' }),
  },
  {
    fault: 'endless blanks after a page or line',
    meanwhile: 'late',
    within: SILENCE,
    inject: failRequests({ does: 'endless' }),
  },
  { fault: 'an HTML page with `200`', meanwhile: 'stale', within: RETRY, inject: failRequests({ answer: LOGIN_PAGE }) },
  {
    fault: 'a redirect',
    meanwhile: 'stale',
    within: RETRY,
    inject: failRequests({ answer: { status: 302, headers: { location: '/api/v1/pods' } } }),
  },
  answers(400, ''),
  answers(401, ''),
  answers(403, ''),
  {
    fault: '`403` on watches only',
    meanwhile: 'stale',
    within: RETRY,
    inject: failRequests({ on: 'watch', answer: { status: 403 } }),
  },
  answers(404, ''),
  {
    fault: '`429` with `Retry-After` and a plain body',
    meanwhile: 'stale',
    within: RETRY,
    inject: failRequests({ answer: { status: 429, headers: { 'retry-after': '20' } } }),
  },
  answers(500, ''),
  answers(503, ''),
  answers(504, ''),
  {
    fault: '`410` as a status',
    meanwhile: 'truth',
    within: 2,
    inject: ({ server }) => {
      server.faults.add({ on: 'watch', times: 1, answer: { status: 410 } });
      server.endWatches();
      return recoversByItself;
    },
  },
  {
    fault: '`410` as an event',
    meanwhile: 'truth',
    within: 2,
    inject: ({ server }) => {
      server.failWatches();
      return recoversByItself;
    },
  },
  {
    fault: 'a resource version too old to resume from (compacted)',
    meanwhile: 'truth',
    within: 2,
    inject: ({ server, cluster }) => {
      server.cutConnections();
      cluster.compact();
      return recoversByItself;
    },
  },
  {
    fault: '`500` as an event',
    meanwhile: 'truth',
    within: 2,
    inject: ({ server }) => {
      server.failWatches(statusOf(500, 'InternalError', 'simulated'));
      return recoversByItself;
    },
  },
  {
    fault: 'a continue token that expires in the middle of a list',
    meanwhile: 'late',
    within: RETRY,
    pods: 250,
    inject: ({ server, cluster }) => {
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
    inject: ({ server }) => {
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
    fault: 'watches that end at once, repeatedly',
    meanwhile: 'late',
    within: RETRY,
    inject: misbehavingWatches('end-at-once'),
  },
  {
    fault: 'watches that end after their first event',
    meanwhile: 'late',
    within: RETRY,
    inject: misbehavingWatches('end-after-first'),
  },
  {
    fault: 'one watch that goes silent, its connection open',
    meanwhile: 'late',
    within: SILENCE,
    inject: ({ server }) => {
      server.silence();
      return recoversByItself;
    },
  },
  {
    fault: 'every watch silent, its connection open',
    meanwhile: 'late',
    within: SILENCE,
    inject: ({ server }) => {
      server.faults.add({ on: 'watch', does: 'silence' });
      server.silence();
      return () => {
        server.faults.clear();
        return undefined;
      };
    },
  },
  { fault: 'no bookmarks at all', meanwhile: 'truth', within: 1, inject: misbehavingWatches('no-bookmarks') },
  { fault: 'events repeated', meanwhile: 'truth', within: 1, inject: misbehavingWatches('repeat') },
  { fault: 'events out of order', meanwhile: 'late', within: SILENCE, inject: misbehavingWatches('swap') },
  {
    fault: 'objects without the fields that are read',
    meanwhile: 'truth',
    within: 1,
    options: { server: { tls: certificate, isJsonOnly: true } },
    inject: ({ cluster }) => {
      for (const odd of oddPods()) cluster.set(odd);
      return recoversByItself;
    },
  },
  {
    fault: 'a pod of 5 MB',
    meanwhile: 'truth',
    within: 1,
    inject: ({ cluster }) => {
      const annotations = { notes: 'x'.repeat(5_000_000) };
      cluster.set(podOf({ kind: 'StatefulSet', name: 'big' }, { metadata: { namespace: 'shop', annotations } }));
      return recoversByItself;
    },
  },
  {
    fault: 'resource versions that go back: etcd restored from a backup',
    meanwhile: 'late',
    within: SILENCE,
    inject: ({ cluster, server }) => {
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
    inject: (world) => jump(world, 3),
  },
  {
    fault: 'the clock of the machine jumps three days back',
    meanwhile: 'truth',
    within: 2,
    inject: (world) => jump(world, -3),
  },
  {
    fault: 'DNS that fails',
    meanwhile: 'stale',
    within: RETRY,
    inject: async (world) => {
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
    inject: ({ server }) => {
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
    inject: (world) => {
      world.server.setSecureContext(rotated);
      world.server.cutConnections();
      return () => world.writeAccess({ ca: rotated.cert });
    },
  },
  {
    fault: 'a token that rotates, at the server first',
    meanwhile: 'stale',
    within: RETRY,
    options: { server: { tls: certificate, tokens: ['old'] }, access: { ca: certificate.cert, token: 'old' } },
    inject: (world) => {
      world.server.tokens.clear();
      world.server.tokens.add('new');
      world.server.cutConnections();
      return () => world.writeAccess({ ca: certificate.cert, token: 'new' });
    },
  },
];

/** Options of the rows that set none. */
export const USUAL: ShieldedOptions = { server: { tls: certificate }, access: { ca: certificate.cert } };

function jump({ clock }: ShieldedCluster, days: number): Recover {
  const by = days * 86_400_000;
  clock.setWall(clock.now().wall + by);
  return () => {
    clock.setWall(clock.now().wall - by);
    return undefined;
  };
}

/** As a proxy or another kind of server may send them: they must not affect other pods. */
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
