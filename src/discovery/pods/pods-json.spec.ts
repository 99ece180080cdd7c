import { ANNOTATION_NAMES } from '../../config/config.ts';
import { codecFor, type WatchItem } from '../../kubernetes/decode/codec.ts';
import { createJsonCodec } from '../../kubernetes/decode/codec-json.ts';
import type { Pod } from './pod.ts';
import { podResource } from './pod-resource.ts';

const RULES = { serviceLabels: [], annotations: ANNOTATION_NAMES, sidecars: [] };
const codec = createJsonCodec(podResource(RULES), 4_000);

function pod(name: string, resourceVersion: string): object {
  return { metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion }, spec: {}, status: {} };
}

function line(type: string, object: object): string {
  return `${JSON.stringify({ type, object })}\n`;
}

function readPage(bytes: Buffer): unknown {
  const decoder = codec.openPage();
  return decoder.push(bytes) ?? decoder.end();
}

/** Reads the text in chunks of that many bytes. */
function read(text: string, size = text.length): { items: readonly WatchItem<Pod>[]; end: unknown } {
  const decoder = codec.openWatch();
  const bytes = Buffer.from(text);
  const items: WatchItem<Pod>[] = [];
  for (let at = 0; at < bytes.length; at += size) items.push(...decoder.push(bytes.subarray(at, at + size)));
  return { items, end: decoder.end() };
}

it.each([
  ['metadata first', (items: object[], around: object) => ({ ...around, items })],
  ['items first', (items: object[], around: object) => ({ items, ...around })],
])('decodes a very large page like any other: %s', (_, listOf) => {
  const note = 'x'.repeat(500_000);
  const items = Array.from({ length: 10 }, (__, i) => ({ ...pod(`web-${i}`, String(i + 1)), note }));
  const around = { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '99', continue: 'more' } };
  const bytes = Buffer.from(JSON.stringify(listOf(items, around)));
  const decoder = codec.openPage();
  for (let at = 0; at < bytes.length; at += 65_536) decoder.push(bytes.subarray(at, at + 65_536));
  const page = decoder.end();
  expect(page).toMatchObject({ type: 'page', resourceVersion: '99', continue: 'more' });
  expect('objects' in page && page.objects.map(({ name }) => name)).toEqual(items.map((__, i) => `web-${i}`));
  const broken = codec.openPage();
  broken.push(Buffer.concat([bytes.subarray(0, -1_000), Buffer.from('nonsense')]));
  expect(broken.end()).toMatchObject({ type: 'fault' });
});

describe('a watch', () => {
  const stream =
    line('ADDED', pod('web-ä€😀', '11')) +
    line('MODIFIED', pod('web', '12')) +
    line('DELETED', pod('web', '13')) +
    line('BOOKMARK', { kind: 'Pod', metadata: { resourceVersion: '14' }, spec: { containers: null } });

  it.each([1, 2, 7, 100, 1_000_000])('is decoded completely in chunks of %i bytes', (size) => {
    const { items, end } = read(stream, size);
    expect(items).toMatchObject([
      { type: 'set', resourceVersion: '11', object: { name: 'web-ä€😀', version: 11 } },
      { type: 'set', resourceVersion: '12' },
      { type: 'deleted', resourceVersion: '13', object: { name: 'web' } },
      { type: 'bookmark', resourceVersion: '14' },
    ]);
    expect(end).toBeUndefined();
  });

  it('passes on errors', () => {
    const status = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old' };
    expect(read(line('ERROR', status)).items).toEqual([
      { type: 'error', code: 410, reason: 'Expired', message: 'too old' },
    ]);
  });

  it('skips unreadable objects, and continues', () => {
    const text =
      line('ADDED', { metadata: { resourceVersion: '7' } }) +
      line('RENAMED', pod('web', '8')) +
      line('ADDED', pod('web', '9'));
    expect(read(text).items).toMatchObject([
      { type: 'skipped', resourceVersion: '7' },
      { type: 'skipped', resourceVersion: '8' },
      { type: 'set', resourceVersion: '9' },
    ]);
  });

  it('reports half a line at its end as a fault', () => {
    expect(read(stream.slice(0, -10)).end).toMatchObject({ type: 'fault', code: 'cut-off' });
  });

  it.each([
    ['HTML', '<html>\n'],
    ['a number', '7\n'],
    ['an event without an object', '{"type":"ADDED","object":null}\n'],
    ['an object without a version', line('ADDED', { metadata: {} })],
  ])('stops at a line that is %s', (_, text) => {
    const { items, end } = read(line('ADDED', pod('web', '7')) + text + line('ADDED', pod('web', '8')));
    expect(items).toMatchObject([{ type: 'set' }, { type: 'fault', code: 'unreadable' }]);
    expect(end).toBeUndefined();
  });

  it.each([10, 100_000])('stops at a line without an end, in chunks of %i', (size) => {
    const { items } = read('x'.repeat(50_000), size);
    expect(items.filter(({ type }) => type === 'fault')).toMatchObject([{ code: 'too-large' }]);
  });

  // Copied again for each of its chunks, it would take a quarter of an hour.
  it('reads a long line in time that grows with it, however small its chunks', () => {
    const large = createJsonCodec(podResource(RULES)).openWatch();
    const bytes = Buffer.from(line('ADDED', { ...pod('web', '7'), padding: 'x'.repeat(32_000_000) }));
    let count = 0;
    for (let at = 0; at < bytes.length; at += 100) count += large.push(bytes.subarray(at, at + 100)).length;
    expect(count).toBe(1);
  });
});

describe('a page', () => {
  const list = (document: object): Buffer => Buffer.from(JSON.stringify(document));

  it('has pods, a version and perhaps a token', () => {
    const page = list({
      kind: 'PodList',
      metadata: { resourceVersion: '20', continue: 'abc' },
      items: [pod('a', '1'), pod('b', '2')],
    });
    expect(readPage(page)).toMatchObject({
      type: 'page',
      resourceVersion: '20',
      continue: 'abc',
      objects: [{ name: 'a' }, { name: 'b' }],
    });
  });

  it('may have null as its items, as Go writes an empty list', () => {
    const page = list({ kind: 'PodList', metadata: { resourceVersion: '20', continue: '' }, items: null });
    expect(readPage(page)).toEqual({ type: 'page', resourceVersion: '20', objects: [] });
  });

  it('skips items that are not pods', () => {
    const page = list({ kind: 'PodList', metadata: { resourceVersion: '20' }, items: [null, 7, {}, pod('a', '1')] });
    expect(readPage(page)).toMatchObject({ objects: [{ name: 'a' }] });
  });

  it.each([
    ['HTML', '<!doctype html>'],
    ['half of a page', '{"kind":"PodList","metadata":{"resourceVersion":"20"},"items":[{"meta'],
    ['something else', '{"kind":"Status","metadata":{"resourceVersion":"20"}}'],
    ['without a version', '{"kind":"PodList","metadata":{},"items":[]}'],
    ['without items', '{"kind":"PodList","metadata":{"resourceVersion":"20"}}'],
  ])('is a fault if it is %s', (_, text) => {
    expect(readPage(Buffer.from(text))).toMatchObject({ type: 'fault', code: 'unreadable' });
  });
});

it.each([
  ['application/json', true],
  ['Application/JSON; charset=utf-8', true],
  ['application/vnd.kubernetes.protobuf;stream=watch', false],
  ['text/html', false],
  [undefined, false],
])('a codec is chosen by the content type %s', (contentType, isRead) => {
  expect(codecFor(contentType, [codec]) === codec).toBe(isRead);
});
