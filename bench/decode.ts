// The cost of decoding a pod: in a page, in a page that is read again, or as an event of a watch, as in a streaming list.
// Alternating, in a process that does nothing else.
import { ANNOTATION_NAMES } from '../src/config/config.ts';
import type { Codec } from '../src/kubernetes/decode/codec.ts';
import type { KnownObjects } from '../src/kubernetes/resource/resource.ts';
import type { Pod } from '../src/discovery/pods/pod.ts';
import { type Blanks, type Encoding, pageBytes, PodTemplate } from './support/pod-template.ts';
import { figure, median, report } from './support/report.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 25);
const PODS = 500;
/** Long enough to measure with the kernel's clock. */
const TIMES = 10;
const CHUNK = 64 * 1024;

const { createJsonCodec } =
  await built<typeof import('../src/kubernetes/decode/codec-json.ts')>('kubernetes/decode/codec-json');
const { createProtobufCodec } = await built<typeof import('../src/kubernetes/decode/codec-protobuf.ts')>(
  'kubernetes/decode/codec-protobuf',
);
const { protobufMessages } = await built<typeof import('../src/kubernetes/decode/protobuf-messages.ts')>(
  'kubernetes/decode/protobuf-messages',
);
const { loadSchema } = await built<typeof import('../src/kubernetes/decode/protobuf-schema.loader.ts')>(
  'kubernetes/decode/protobuf-schema.loader',
);
const { POD_PROTO, podResource } =
  await built<typeof import('../src/discovery/pods/pod-resource.ts')>('discovery/pods/pod-resource');

const SCHEMA = loadSchema([POD_PROTO]);
const { decode, ...PODS_RESOURCE } = podResource(
  { serviceLabels: [], annotations: ANNOTATION_NAMES, sidecars: [] },
  SCHEMA,
);
if (decode === undefined) throw new Error('The pods resource has no protobuf decoder.');
const CODECS: Readonly<Record<Encoding, Codec<Pod>>> = {
  protobuf: createProtobufCodec({ ...PODS_RESOURCE, decode }, protobufMessages(SCHEMA), 1_000_000),
  json: createJsonCodec(PODS_RESOURCE),
};

/** From dist, because Node can't run the source without a build. */
async function built<T>(name: string): Promise<T> {
  return (await import(new URL(`../dist/${name}.js`, import.meta.url).href)) as T;
}

function blanksOf(pod: number): Blanks {
  return {
    service: `svc-${String(pod % 100).padStart(4, '0')}`,
    namespace: `team-${String(pod % 50).padStart(2, '0')}`,
    suffix: pod.toString(36).padStart(5, '0'),
    uid: `00000000-0000-4000-8000-${pod.toString(16).padStart(12, '0')}`,
    version: String(1_000_000_000 + pod),
    ip: `10.100.100.${100 + (pod % 100)}`,
  };
}

function chunksOf(bytes: Buffer): readonly Buffer[] {
  const count = Math.ceil(bytes.length / CHUNK);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * CHUNK, (at + 1) * CHUNK));
}

function readPage(encoding: Encoding, known?: KnownObjects<Pod>): () => readonly Pod[] {
  const template = new PodTemplate('ready', encoding);
  const items = Array.from({ length: PODS }, (_, pod) => ({ template, blanks: blanksOf(pod) }));
  const chunks = chunksOf(pageBytes(encoding, { resourceVersion: '2000000000' }, items));
  return () => {
    const decoder = CODECS[encoding].openPage(known);
    for (const chunk of chunks) decoder.push(chunk);
    const page = decoder.end();
    if (page.type === 'fault') throw new Error(page.text);
    return page.objects;
  };
}

function readEvents(encoding: Encoding): () => readonly Pod[] {
  const template = new PodTemplate('ready', encoding);
  const events = Array.from({ length: PODS }, (_, pod) => template.event('ADDED', blanksOf(pod)));
  const chunks = chunksOf(Buffer.concat(events));
  return () => {
    const decoder = CODECS[encoding].openWatch();
    return chunks.flatMap((chunk) => decoder.push(chunk)).flatMap((item) => (item.type === 'set' ? [item.object] : []));
  };
}

function knownFrom(pods: readonly Pod[]): KnownObjects<Pod> {
  const byUid = new Map(pods.map((pod) => [pod.uid, pod]));
  return { count: pods.length, sameVersion: ({ uid }) => byUid.get(uid) };
}

const WAYS = {
  'protobuf: a page': readPage('protobuf'),
  'protobuf: a page of pods that are known in that version': readPage('protobuf', knownFrom(readPage('protobuf')())),
  'protobuf: events, as a streaming list has them': readEvents('protobuf'),
  'JSON: a page': readPage('json'),
  'JSON: events': readEvents('json'),
};

const took = new Map<string, number[]>(Object.keys(WAYS).map((way) => [way, []]));
for (let round = 0; round < ROUNDS + 3; round += 1) {
  for (const [way, read] of Object.entries(WAYS)) {
    const before = process.threadCpuUsage();
    for (let time = 0; time < TIMES; time += 1) {
      if (read().length !== PODS) throw new Error(`${way}: not every pod was read`);
    }
    const { user, system } = process.threadCpuUsage(before);
    // The first rounds warm up the JIT compiler.
    if (round >= 3) took.get(way)?.push((user + system) / PODS / TIMES);
  }
}
report(
  'what reading a pod of 20 kB costs',
  [...took].map(([way, times]) => figure(way, median(times), 'µs of our CPU')),
);
