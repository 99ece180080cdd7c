// The card that says why a service is in its state: golden files, and its text for a running cluster.
// `DRAW=1 npm run jest -- test/overview/why-card` writes the golden files again; look at them before committing them.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { PodObject } from '../../simulator/cluster/kubernetes-objects.ts';
import { container, containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { CARD_BAR, renderWhyCard, type WhyCard } from '../../src/badges/why-card.ts';
import { STATES } from '../../src/services/result/result.ts';
import { ShownCluster } from '../support/cluster/shown-cluster.ts';
import { xmlFault } from '../support/http/xml.ts';

const NOON = Date.UTC(2026, 10, 29, 12, 5);
const LAST = Math.floor(NOON / CARD_BAR);

const CRASHED: WhyCard = {
  name: 'checkout',
  place: 'east / shop',
  state: 'down',
  isRed: true,
  status: '0/3 (5 restarts)',
  sentence:
    '0 of 3 containers are ready: checkout-7d9f8c6b5-x2k9 is in CrashLoopBackOff (container app, exit code 1, 5 restarts).',
  version: 'v1.8.2 → v1.8.5',
  since: NOON - 12 * 60_000,
  day: {
    last: LAST,
    runs: [
      { state: 'ok', from: LAST - 86, to: LAST - 60 },
      { state: 'down', from: LAST - 60, to: LAST - 57 },
      { state: 'ok', from: LAST - 57, to: LAST - 20 },
      { state: 'degraded', from: LAST - 20, to: LAST - 19 },
      { state: 'ok', from: LAST - 19, to: LAST },
      { state: 'down', from: LAST, to: LAST + 1 },
    ],
    upText: '97.91 % up (seen 91 %)',
  },
};

const HEALTHY: WhyCard = {
  ...CRASHED,
  state: 'ok',
  isRed: false,
  status: '3/3 (0 restarts)',
  sentence: '3 of 3 containers are ready.',
  version: 'v1.8.2',
  day: { last: LAST, runs: [{ state: 'ok', from: LAST - 95, to: LAST + 1 }], upText: '100.00 % up' },
};

const NO_DATA = { last: LAST, runs: [], upText: 'no data' };

const CARDS: Readonly<Record<string, WhyCard>> = {
  down: CRASHED,
  ok: HEALTHY,
  degraded: { ...CRASHED, state: 'degraded', isRed: false, status: '3/3 (5 restarts)' },
  'degraded-red': { ...CRASHED, state: 'degraded', status: '2/3 (5 restarts)' },
  stale: { ...HEALTHY, state: 'stale', status: '3/3 (0 restarts) (stale)' },
  unknown: {
    ...HEALTHY,
    state: 'unknown',
    status: 'not found',
    sentence: 'No such service.',
    version: '',
    day: NO_DATA,
  },
  long: {
    ...CRASHED,
    name: 'recommendation-engine-with-a-very-long-name-that-goes-on',
    place: 'production-eu-central-1 / machine-learning-platform',
    version: 'release-2026-11-29-9f86d081884c7d65',
    sentence: 'W'.repeat(300),
  },
};

describe('the card as drawn', () => {
  const folder = join(import.meta.dirname, '../golden/why');
  const pictures = [
    ...Object.entries(CARDS).map(([name, card]) => [name, card, join(folder, `${name}.svg`)] as const),
    ['why.svg of the documentation', CRASHED, join(import.meta.dirname, '../../docs/images/why.svg')] as const,
  ];
  if (process.env['DRAW'] === '1') {
    mkdirSync(folder, { recursive: true });
    for (const [, card, path] of pictures) writeFileSync(path, `${renderWhyCard(card)}\n`);
  }

  it.each(pictures)('equals its golden file: %s', (_, card, path) => {
    expect(`${renderWhyCard(card)}\n`).toBe(readFileSync(path, 'utf8'));
  });

  it('has no unused golden file', () => {
    expect(readdirSync(folder).toSorted()).toEqual(
      Object.keys(CARDS)
        .map((name) => `${name}.svg`)
        .toSorted(),
    );
  });

  it.each(Object.entries(CARDS))('is well-formed, links nowhere and loads nothing: %s', (_, card) => {
    const svg = renderWhyCard(card);
    expect(xmlFault(withoutStyle(svg))).toBeUndefined();
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /href|https?:|url\(|<script|<image|<a[ >]|\son\w+=/,
    );
  });

  it('styles only itself, so that several can be inlined in one page', () => {
    const idOf = (card: WhyCard): string => / id="([^"]+)"/.exec(renderWhyCard(card))?.[1] ?? '';
    const ids = Object.values(CARDS).map(idOf);
    expect(new Set(ids).size).toBe(ids.length);
    for (const card of Object.values(CARDS)) {
      const [, style = ''] = /<style>@media[^{]+\{(.*)\}<\/style>/.exec(renderWhyCard(card)) ?? [];
      const selectors = [...style.matchAll(/([^{}]+)\{/g)].map(([, selector = '']) => selector);
      expect(selectors.length).toBeGreaterThan(5);
      for (const selector of selectors) expect(selector).toContain(`#${idOf(card)} `);
    }
  });

  it('distinguishes states by shape, not only by color', () => {
    const shapes = STATES.map((state) => /<path class="cut"[^>]* d="([^"]+)"/.exec(drawn({ state }))?.[1]);
    expect(new Set(shapes).size).toBe(STATES.length);
  });

  it('has the full text in its accessible name, even when the drawn text is truncated', () => {
    const { name, sentence, version } = CARDS['long'] ?? CRASHED;
    const [, title = ''] = /<title>([^<]*)<\/title>/.exec(renderWhyCard(CARDS['long'] ?? CRASHED)) ?? [];
    for (const text of [name, sentence, version]) expect(title).toContain(text);
  });

  it('is well-formed for any text', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 300 });
    fc.assert(
      fc.property(text, text, (status, sentence) => {
        expect(xmlFault(withoutStyle(drawn({ status, sentence })))).toBeUndefined();
      }),
    );
  });
});

/** Style sheets are CSS, which the XML check doesn't parse. */
function withoutStyle(svg: string): string {
  return svg.replace(/<style>[^<]*<\/style>/, '');
}

function drawn(parts: Partial<WhyCard>): string {
  return renderWhyCard({ ...CRASHED, ...parts });
}

const CRASH_LOOP = { ready: false, restartCount: 5, state: { waiting: { reason: 'CrashLoopBackOff' } } };

function web(namespace: string, status: object = {}): PodObject {
  const image = 'registry.example/web:v1.8.5';
  return podOf(
    { kind: 'StatefulSet', name: 'web' },
    {
      metadata: { namespace },
      spec: { containers: [container({ image })] },
      status: { phase: 'Running', conditions: [], containerStatuses: [containerStatus(status)] },
    },
  );
}

const CRASHING = web('shop', { ...CRASH_LOOP, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } });

describe('the card of a running service', () => {
  let shown: ShownCluster;
  beforeAll(async () => {
    shown = await ShownCluster.start({ CLUSTER_NAME: 'east' }, { pods: [web('shop'), web('lab')] });
    await shown.catchUp();
  });
  afterAll(() => shown.stop());

  const card = async (query = ''): Promise<string> => (await shown.app.get(`/_/web/why.svg${query}`)).text();

  it('shows state, status, version, location and the past day', async () => {
    const svg = await card('?namespace=shop');
    for (const text of ['>web<', '>east / shop<', '>ok · 1/1 (0 restarts)<', 'v1.8.5', '>no data<'])
      expect(svg).toContain(text);
  });

  it('shows the cause: pod, container, reason, exit code and since when', async () => {
    shown.clock.advance(60_000);
    const minute = new Date(shown.clock.now().wall).toISOString().slice(0, 16).replace('T', ' ');
    await shown.add(CRASHING);
    const svg = await card('?namespace=shop');
    for (const text of ['>down · 0/1 (5 restarts)<', 'web-0', 'CrashLoopBackOff', 'container app', 'exit code 137'])
      expect(svg).toContain(text);
    expect(svg).toContain(`since ${minute} UTC`);
    expect(svg).toMatch(/>seen \d+ (?:s|min) of 24 h</);
    expect(svg).not.toMatch(/\b10\.\d+\.\d+\.\d+/);
  });

  it('shows the worst of several namespaces, and says so', async () => {
    const svg = await card();
    expect(svg).toContain('>east / shop, the worst of 2<');
    expect(svg).toContain('>down · ');
    expect(await card('?namespace=lab')).toContain('>ok · 1/1');
  });

  it('is cacheable like a badge: with an ETag that stays the same while nothing changes', async () => {
    const first = await shown.app.get('/_/web/why.svg?namespace=shop');
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('x-shield-state')).toBe('down');
    expect(first.headers.get('x-shield-reason')).toBe('CrashLoopBackOff');
    const again = await shown.app.get('/_/web/why.svg?namespace=shop', { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
  });

  it.each([
    ['/_/none/why.svg', 'not found', 'not-found'],
    ['/_/web/why.svg?cluster=west', 'not found', 'not-found'],
    ['/_/web/why.svg?ns=shop', 'invalid', 'invalid'],
    ['/_/web/why.svg?namespace=-', 'invalid', 'invalid'],
    ['/_/-/why.svg', 'invalid', 'invalid'],
    ['/_/web/why.svg?format=json', 'invalid', 'invalid'],
  ])('is drawn for any request: %s', async (path, status, reason) => {
    const response = await shown.app.get(path);
    expect([response.status, response.headers.get('x-shield-reason')]).toEqual([200, reason]);
    expect(await response.text()).toContain(`>unknown · ${status}<`);
  });

  it('is not served under other formats, or without its suffix', async () => {
    for (const path of ['/_/web/why', '/_/web/why.json', '/_/web/why%2esvg']) {
      const response = await shown.app.get(path);
      expect(response.headers.get('x-shield-reason') ?? String(response.status)).toMatch(/^(?:not-found|404)$/);
    }
  });
});

describe('the card with details withheld', () => {
  it('names no pod and no container with DETAILS=none', async () => {
    const shown = await ShownCluster.start({ DETAILS: 'none' }, { pods: [CRASHING] });
    const svg = await (await shown.app.get('/_/web/why.svg')).text();
    const why = JSON.stringify(await shown.json('/v1/services/web/why'));
    await shown.stop();
    for (const text of [svg, why]) {
      expect(text).toContain('CrashLoopBackOff');
      expect(text).not.toMatch(/web-0|exit code 137|container app/);
    }
  });

  it('is never green once it is stale', async () => {
    const shown = await ShownCluster.start({ STALE_AFTER: '90s' }, { pods: [web('shop')] });
    await shown.server.close();
    shown.clock.leap(200_000);
    const response = await shown.app.get('/_/web/why.svg');
    const svg = await response.text();
    await shown.stop();
    expect(response.headers.get('x-shield-state')).toBe('stale');
    expect(response.headers.get('cache-control')).toBe('public, max-age=5, s-maxage=5');
    expect(svg).toContain('>stale · 1/1 (0 restarts) (stale)<');
  });
});
