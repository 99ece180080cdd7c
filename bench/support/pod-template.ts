// A pod's bytes with blanks of fixed width in them: 150,000 pods of 20 kB are then one copy and a dozen small writes
// each, in either encoding, so that the API server's work is never measured.
import { envelope, listEnvelope, listItem, listMeta, watchFrame } from '../../simulator/server/protobuf/envelope.ts';
import { encodePod } from '../../simulator/server/protobuf/pod.ts';
import type { PodObject, StoredPod } from '../../simulator/cluster/kubernetes-objects.ts';
import { podOf } from '../../simulator/cluster/pod.ts';
import { realisticPod } from '../../simulator/cluster/realistic-pod.ts';

/** The fields by which pods differ. No two texts have the same width. */
export interface Blanks {
  /** `svc-0042` */
  readonly service: string;
  /** `team-07` */
  readonly namespace: string;
  /** Five characters: the end of the pod's name. */
  readonly suffix: string;
  /** 36 characters. */
  readonly uid: string;
  /** 10 digits. */
  readonly version: string;
  /** `10.100.100.100` */
  readonly ip: string;
}

const BLANK: Blanks = {
  service: 'svc-QQQQ',
  namespace: 'team-YY',
  suffix: 'zzzzz',
  uid: '77777777-7777-4777-8777-777777777777',
  version: '7777777771',
  ip: '10.177.177.177',
};

const LONG_AGO = '2026-10-01T00:00:00Z';

export type PodState = 'ready' | 'waiting' | 'restarted';
export type Shape = PodState | 'run';
export type Encoding = 'protobuf' | 'json';

/** Bytes, and the offsets at which blanks begin. */
interface Template {
  readonly bytes: Buffer;
  readonly blanks: readonly (readonly [keyof Blanks, number])[];
}

/** One shape of pod in one encoding: as an item of a list, and as an event of a watch. */
export class PodTemplate {
  readonly item: Template;
  readonly events: Readonly<Record<'ADDED' | 'MODIFIED' | 'DELETED', Template>>;
  private readonly encoding: Encoding;

  /** `createdAt` in RFC 3339. */
  constructor(shape: Shape, encoding: Encoding, createdAt = LONG_AGO) {
    this.encoding = encoding;
    const pod = templatePod(shape, createdAt);
    const event = (type: string): Template => templateOf(eventBytes(type, pod, encoding));
    this.item = templateOf(encoding === 'json' ? Buffer.from(JSON.stringify(pod)) : listItem(encodePod(pod)));
    this.events = { ADDED: event('ADDED'), MODIFIED: event('MODIFIED'), DELETED: event('DELETED') };
  }

  event(type: 'ADDED' | 'MODIFIED' | 'DELETED', blanks: Blanks): Buffer {
    const { bytes } = this.events[type];
    const filled = Buffer.allocUnsafe(bytes.length);
    fill(this.events[type], blanks, filled, 0);
    return filled;
  }
}

/** One page, in one buffer. */
export function pageBytes(
  encoding: Encoding,
  meta: { readonly resourceVersion: string; readonly continue?: string },
  pods: readonly FilledPod[],
): Buffer {
  return encoding === 'protobuf' ? protobufPage(listMeta(meta), pods) : jsonPage(JSON.stringify(meta), pods);
}

interface FilledPod {
  readonly template: PodTemplate;
  readonly blanks: Blanks;
}

/** The envelope around a list contains the list's length, and has a constant length. */
function protobufPage(meta: Buffer, pods: readonly FilledPod[]): Buffer {
  const length = pods.reduce((sum, { template }) => sum + template.item.bytes.length, meta.length);
  const [head, tail] = listEnvelope(length);
  return joined(head, meta, pods, tail);
}

function jsonPage(meta: string, pods: readonly FilledPod[]): Buffer {
  const head = Buffer.from(`{"kind":"PodList","apiVersion":"v1","metadata":${meta},"items":[`);
  return joined(head, Buffer.alloc(0), pods, Buffer.from(']}\n'), COMMA);
}

const COMMA = 0x2c;

function joined(head: Buffer, meta: Buffer, pods: readonly FilledPod[], tail: Buffer, comma?: number): Buffer {
  const commas = comma === undefined ? 0 : Math.max(pods.length - 1, 0);
  const items = pods.reduce((sum, { template }) => sum + template.item.bytes.length, 0);
  const page = Buffer.allocUnsafe(head.length + meta.length + items + commas + tail.length);
  let at = head.copy(page);
  at += meta.copy(page, at);
  for (const [index, { template, blanks }] of pods.entries()) {
    if (comma !== undefined && index > 0) at = page.writeUInt8(comma, at);
    fill(template.item, blanks, page, at);
    at += template.item.bytes.length;
  }
  tail.copy(page, at);
  return page;
}

function templatePod(shape: Shape, createdAt: string): StoredPod {
  const { metadata, spec, status } = realisticPod(smallPod(shape));
  const { uid, version: resourceVersion, namespace } = BLANK;
  return {
    metadata: { ...metadata, namespace, uid, resourceVersion, creationTimestamp: createdAt },
    spec,
    status: { ...status, podIP: BLANK.ip },
  };
}

function smallPod(shape: Shape): PodObject {
  const run = shape === 'run';
  const pod = podOf({ kind: run ? 'Job' : 'Deployment', name: BLANK.service });
  const name = `${pod.metadata.generateName ?? ''}${BLANK.suffix}`;
  const metadata = { ...pod.metadata, name };
  const statuses = (pod.status.containerStatuses ?? []).map((status) => ({
    ...status,
    ...(shape === 'waiting' && { ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } } }),
    ...(shape === 'restarted' && { restartCount: 7 }),
  }));
  const ready = shape === 'waiting' ? 'False' : 'True';
  const conditions: PodObject['status']['conditions'] = [
    { type: 'Ready', status: ready, lastTransitionTime: '2026-10-01T00:00:10Z' },
  ];
  return { ...pod, metadata, status: { ...pod.status, containerStatuses: statuses, conditions } };
}

function eventBytes(type: string, pod: StoredPod, encoding: Encoding): Buffer {
  if (encoding === 'protobuf') return watchFrame(type, envelope('Pod', encodePod(pod)));
  return Buffer.from(`${JSON.stringify({ type, object: { kind: 'Pod', apiVersion: 'v1', ...pod } })}\n`);
}

function templateOf(bytes: Buffer): Template {
  const names = Object.keys(BLANK) as (keyof Blanks)[];
  return { bytes, blanks: names.flatMap((name) => offsetsOf(bytes, BLANK[name]).map((at) => [name, at] as const)) };
}

function offsetsOf(bytes: Buffer, text: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, at + 1)) offsets.push(at);
  return offsets;
}

function fill(template: Template, blanks: Blanks, into: Buffer, start: number): void {
  template.bytes.copy(into, start);
  for (const [name, at] of template.blanks) into.write(blanks[name], start + at, 'latin1');
}
