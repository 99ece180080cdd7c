// protobufjs and our .proto against the simulator's encoder, and against the same pods as JSON.
import { ANNOTATION_NAMES } from '../../config/config.ts';
import fc from 'fast-check';
import { encodingFor } from '../../../simulator/server/encoding.ts';
import type { PodObject, StoredPod } from '../../../simulator/cluster/kubernetes-objects.ts';
import { pod, podOf } from '../../../simulator/cluster/pod.ts';
import { realisticPod } from '../../../simulator/cluster/realistic-pod.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import { expiredWatch } from '../../../simulator/server/status.ts';
import { createJsonCodec } from '../../kubernetes/decode/codec-json.ts';
import { createProtobufCodec } from '../../kubernetes/decode/codec-protobuf.ts';
import type { Codec, ListPage, WatchItem } from '../../kubernetes/decode/codec.ts';
import { protobufMessages } from '../../kubernetes/decode/protobuf-messages.ts';
import { loadSchema } from '../../kubernetes/decode/protobuf-schema.loader.ts';
import type { KnownObjects, ObjectIdentity } from '../../kubernetes/resource/resource.ts';
import type { Pod } from './pod.ts';
import { POD_PROTO, podResource } from './pod-resource.ts';

const RULES = { serviceLabels: ['team'], annotations: ANNOTATION_NAMES, sidecars: [] };
const schema = loadSchema([POD_PROTO]);
const { decode, ...pods } = podResource(RULES, schema);
if (decode === undefined) throw new Error('pods come in protobuf');
const codec = createProtobufCodec({ ...pods, decode }, protobufMessages(schema), 100_000);
const json = createJsonCodec(podResource(RULES));

const protobufBytes = encoding('application/vnd.kubernetes.protobuf');
const jsonBytes = encoding('application/json');

function encoding(mediaType: string): NonNullable<ReturnType<typeof encodingFor>> {
  const found = encodingFor(mediaType);
  if (found === undefined) throw new Error(`the simulator has no encoding ${mediaType}`);
  return found;
}

const FINISHED = { exitCode: 137, reason: 'OOMKilled', finishedAt: '2026-11-01T10:00:00Z' };

const PODS: readonly (readonly [string, PodObject])[] = [
  ['an ordinary pod', podOf({ kind: 'Deployment', name: 'web' })],
  ['a pod of 20 kB', realisticPod(podOf({ kind: 'StatefulSet', name: 'db', index: 2 }))],
  ['a pod without statuses', pod({ status: { phase: 'Pending', containerStatuses: [], conditions: [] } })],
  ['a failed pod of a CronJob', podOf({ kind: 'CronJob', name: 'backup' }, { status: failed() })],
  [
    'a pod with a sidecar, labels and annotations',
    pod({
      metadata: { labels: { team: 'shop' }, annotations: { 'kube-shields/min': '2', 'kube-shields/service': 'ä€😀' } },
      spec: { initContainers: [{ name: 'mesh', image: 'mesh:1', restartPolicy: 'Always' }] },
    }),
  ],
  [
    'a pod that waits and is being deleted',
    pod({
      metadata: { deletionTimestamp: '2026-11-01T10:00:30Z' },
      status: {
        reason: 'Evicted',
        conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }],
        containerStatuses: [
          {
            name: 'app',
            ready: false,
            restartCount: 300,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: FINISHED },
          },
        ],
      },
    }),
  ],
  ['a pod without times', pod({ status: { phase: 'Failed', containerStatuses: [untimed()] } })],
];

function failed(): PodObject['status'] {
  const status = { name: 'app', ready: false, restartCount: 0, state: { terminated: FINISHED } };
  return { phase: 'Failed', containerStatuses: [status] };
}

function untimed(): NonNullable<PodObject['status']['containerStatuses']>[number] {
  return { name: 'app', ready: false, restartCount: 0, state: { terminated: { exitCode: 1, reason: 'Error' } } };
}

function stored(object: PodObject): StoredPod {
  return new SimulatedCluster({ now: () => Date.parse('2026-11-01T09:00:00Z') }).set(object);
}

function pageOf(reader: Codec<Pod>, pieces: Iterable<Buffer>, size = 1_000, known?: KnownObjects<Pod>): unknown {
  const decoder = reader.openPage(known);
  for (const chunk of chunksOf(Buffer.concat([...pieces]), size)) {
    const problem = decoder.push(chunk);
    if (problem) return problem;
  }
  return decoder.end();
}

function chunksOf(bytes: Buffer, size: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

it.each([1, 5, 17, 64_000])('decodes a page in chunks of %i bytes', (size) => {
  const pods = PODS.map(([, object], at) => stored({ ...object, metadata: { ...object.metadata, name: `web-${at}` } }));
  const page = pageOf(codec, protobufBytes.list({ resourceVersion: '7' }, pods), size);
  expect(page).toEqual(pageOf(json, jsonBytes.list({ resourceVersion: '7' }, pods)));
});

it.each(PODS)('decodes %s to the same as from JSON', (_, object) => {
  const pods = [stored(object)];
  const meta = { resourceVersion: '7', continue: 'more', remainingItemCount: 3 };
  const page = pageOf(codec, protobufBytes.list(meta, pods));
  expect(page).toMatchObject({ type: 'page', resourceVersion: '7', continue: 'more', objects: [expect.anything()] });
  expect(page).toEqual(pageOf(json, jsonBytes.list(meta, pods)));
});

it.each([
  ['protobuf', codec, protobufBytes],
  ['JSON', json, jsonBytes],
] as const)('returns a known pod instead of decoding the same version again, in %s', (_, reader, bytes) => {
  const pods = PODS.slice(0, 2).map(([, object]) => stored(object));
  const first = pageOf(reader, bytes.list({ resourceVersion: '7' }, pods)) as ListPage<Pod>;
  const [web, db] = first.objects;
  const sameVersion = ({ name, version }: ObjectIdentity): Pod | undefined =>
    name === web?.name && version === web.version ? web : undefined;
  const again = pageOf(reader, bytes.list({ resourceVersion: '8' }, pods), 1_000, {
    count: 2,
    sameVersion,
  }) as ListPage<Pod>;
  expect(again.objects[0]).toBe(web);
  expect(again.objects[1]).toEqual(db);
  expect(again.objects[1]).not.toBe(db);
});

it('knows the continue token long before the end of the page', () => {
  const page = Buffer.concat([...protobufBytes.list({ resourceVersion: '7', continue: 'more' }, [stored(pod())])]);
  const decoder = codec.openPage();
  decoder.push(page.subarray(0, 60));
  expect(decoder.continue).toBe('more');
});

describe('a watch', () => {
  const web = stored(podOf({ kind: 'Deployment', name: 'web' }));
  const large = stored(realisticPod(podOf({ kind: 'Deployment', name: 'api' })));
  const stream = Buffer.concat([
    protobufBytes.event('ADDED', web),
    protobufBytes.event('MODIFIED', large),
    protobufBytes.bookmark(8),
    protobufBytes.event('DELETED', web),
    protobufBytes.error(expiredWatch(1, 2)),
  ]);

  it.each([1, 3, 4, 1000, 1_000_000])('is decoded completely in chunks of %i bytes', (size) => {
    expect(read(stream, size)).toMatchObject([
      { type: 'set', resourceVersion: web.metadata.resourceVersion, object: { name: web.metadata.name } },
      { type: 'set', object: { name: large.metadata.name } },
      { type: 'bookmark', resourceVersion: '8' },
      { type: 'deleted', object: { name: web.metadata.name } },
      { type: 'error', code: 410, reason: 'Expired' },
    ]);
  });

  it('reports an end in the middle of a frame as a fault, and accepts one at its end', () => {
    const decoder = codec.openWatch();
    decoder.push(stream);
    expect(decoder.end()).toBeUndefined();
    decoder.push(stream.subarray(0, 50));
    expect(decoder.end()).toMatchObject({ type: 'fault', code: 'cut-off' });
  });

  it('rejects a frame that is longer than any pod before buffering it', () => {
    const items = codec.openWatch().push(Buffer.from('<html>login</html>'));
    expect(items).toMatchObject([{ type: 'fault', code: 'too-large' }]);
  });

  it('yields nothing after a fault', () => {
    const decoder = codec.openWatch();
    decoder.push(Buffer.from([0, 0, 0, 1, 0xff]));
    expect(decoder.push(stream)).toEqual([]);
  });
});

it('reports bytes that are not a list as a fault, and never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, isMarked) => {
      const body = isMarked ? Buffer.concat([Buffer.from('k8s\0'), bytes]) : Buffer.from(bytes);
      expect(pageOf(codec, [body], 7)).toMatchObject({ type: 'fault', code: 'unreadable' });
      codec.openWatch().push(body);
    }),
  );
});

it('reports half a page as a fault', () => {
  const page = Buffer.concat([...protobufBytes.list({ resourceVersion: '7' }, [stored(pod())])]);
  expect(pageOf(codec, [page.subarray(0, page.length - 9)])).toMatchObject({ type: 'fault' });
});

function read(stream: Buffer, size: number): readonly WatchItem<Pod>[] {
  const decoder = codec.openWatch();
  return chunksOf(stream, size).flatMap((chunk) => decoder.push(chunk));
}
