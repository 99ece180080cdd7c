// The overview page and its stream over HTTP.
import { get, type IncomingMessage } from 'node:http';
import { container, containerStatus, podOf } from '../../simulator/cluster/pod.ts';
import { SmallShop } from '../support/browser/small-shop.ts';
import { NOW } from '../support/rules/health-rules.ts';
import { ShownCluster } from '../support/cluster/shown-cluster.ts';
import type { RunningApp } from '../support/app/start-app.ts';
import { until } from '../support/time/until.ts';

let shop: SmallShop;
let app: RunningApp;

beforeAll(async () => {
  shop = await SmallShop.open({ SHIELD_SITE_NAME: '<b>Ours</b>', FRAME_ANCESTORS: "'self' https://wiki.example" });
  app = shop.app;
  // That the cluster has synced is a change too, sent within a second: before the second heartbeat.
  const stream = await openStream('/shields');
  await until('a second heartbeat is received', () => (stream.text().match(/^event: heartbeat$/gm)?.length ?? 0) > 1);
  stream.close();
});
afterAll(() => shop.close());

describe('the page', () => {
  it('may be embedded where FRAME_ANCESTORS says, and loads nothing from elsewhere', async () => {
    const { headers, status } = await app.get('/');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'self'; frame-ancestors 'self' https://wiki.example",
    );
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('etag')).toMatch(/^W\/"/);
  });

  it.each([
    ['br, gzip', 'br'],
    ['gzip', 'gzip'],
    ['identity', null],
  ])('is compressed with %s when accepted, a badge never', async (accepted, encoding) => {
    const headers = { 'Accept-Encoding': accepted };
    const page = await app.get('/', { headers });
    expect([page.headers.get('content-encoding'), page.headers.get('vary')]).toEqual([encoding, 'Accept-Encoding']);
    expect(await page.text()).toContain('</html>');
    // A page shows durations, and a minute may end between the two requests.
    let etag = '';
    await until('the page is answered 304', async () => {
      const again = await app.get('/', { headers: { ...headers, 'If-None-Match': etag } });
      etag = again.headers.get('etag') ?? '';
      return again.status === 304;
    });
    expect((await app.get('/_/web/health/', { headers })).headers.get('content-encoding')).toBeNull();
    expect((await app.get('/v1/services', { headers })).headers.get('content-encoding')).toBe(encoding);
  });

  it('has no inline styles or scripts, and escapes the name of the site', async () => {
    const html = await (await app.get('/')).text();
    expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]* src=)|\son[a-z]+=/);
    expect(html).toContain('&lt;b>Ours&lt;/b>');
    expect(html).toMatch(/<span>kube-shields \d+\.\d+\.\d+[^<]*<\/span>/);
  });

  it.each(['state=bad', 'q=' + 'x'.repeat(101), 'cluster=a/b', 'sort=size', 'from=-1', 'q=a&q=b', 'style=neon'])(
    'reports what is wrong with ?%s',
    async (search) => {
      const response = await app.get(`/?${search}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
    },
  );

  it('treats an empty parameter as absent, as forms send it', async () => {
    expect((await app.get('/?q=&state=&namespace=&sort=name')).status).toBe(200);
  });

  it('links to immutable files', async () => {
    const html = await (await app.get('/')).text();
    const files = [...html.matchAll(/assets\/([\w-]+\.\w+)/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      const { status, headers } = await app.get(`/assets/${file}`);
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
    const missing = await app.get('/assets/page-OLDER.js');
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });
});

describe('a page that cannot be shown', () => {
  const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8' };
  const SEARCH = 'Search for “nothing-like-it”</a>';

  it.each([
    ['/s/nothing-like-it', 404, 'No service “nothing-like-it” is known', `href="../?q=nothing-like-it">${SEARCH}`],
    ['/s/nothing-like-it/', 404, 'No service “nothing-like-it” is known', `href="../../?q=nothing-like-it">${SEARCH}`],
    [
      '/s/web?namespace=data',
      404,
      'No service “web” is known in data',
      'href="../s/web?cluster=prod&amp;namespace=shop"',
    ],
    ['/s/web?cluster=west', 404, 'No service “web” is known in west', 'prod / shop</a>'],
    ['/s/web?at=then', 400, 'This address doesn’t fit', 'The same without parameters</a>'],
    ['/s/-', 400, 'This address doesn’t fit', 'A name has letters, digits'],
    ['/?state=bad', 400, 'This address doesn’t fit', 'href="./">All services</a>'],
    ['/no/such/page', 404, 'There is no page at this address', 'href="../../">All services</a>'],
    ['/s/a%2Fb', 400, 'This address doesn’t fit', 'href="../">All services</a>'],
    [`/${'x'.repeat(5_000)}`, 414, 'This address is too long', 'All services</a>'],
  ])('says what to do next: %s', async (path, status, heading, next) => {
    const response = await app.get(path, { headers: BROWSER });
    const html = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(html).toContain(`<h1>${heading}</h1>`);
    expect(html).toContain(next);
    expect(html).not.toMatch(/<style|\sstyle=|<script|\son[a-z]+=/);
  });

  it('shows in its footer the request and the shield', async () => {
    const html = await (await app.get('/s/nothing-like-it', { headers: BROWSER })).text();
    expect(html).toMatch(/Request [0-9a-f-]{36}</);
    expect(html).toMatch(/kube-shields \d+\.\d+\.\d+ · access: public</);
  });

  it('sends programs problem details that say the same', async () => {
    const response = await app.get('/s/nothing-like-it');
    expect([response.headers.get('content-type'), response.headers.get('vary')]).toEqual([
      'application/problem+json',
      'Accept',
    ]);
    expect(await response.json()).toMatchObject({
      status: 404,
      detail: expect.stringContaining('The overview') as unknown,
    });
  });

  it.each(['"><img src=x onerror=alert(1)>', '</title><b>', "'&lt;", '\u{1f600}'.repeat(200), '\\'])(
    'escapes names in the address: %j',
    async (name) => {
      const path = `/s/${encodeURIComponent(name).replaceAll('%2F', '~')}`;
      const html = await (await app.get(path, { headers: BROWSER })).text();
      expect(html).toContain('<h1>');
      expect(html).not.toMatch(/<img|<b>|<\/title><b|"><i/);
      expect(html.match(/<title>/g)).toHaveLength(1);
    },
  );
});

describe('the stream', () => {
  it('first sends what the page has missed, then changes, both only of services that the page shows', async () => {
    const position = await positionOf('/?namespace=shop');
    shop.crashLooping('shop', 'web');
    await app.until('/v1/services/web', (body) => body.includes('"down"'));
    const stream = await openStream(`/shields?namespace=shop&at=${position}`);
    const missed = await stream.until('update', ({ rows }) => rows.length > 0);
    expect(missed.rows.map(({ id }) => id)).toEqual(['s/prod/shop/web']);
    shop.crashLooping('platform', 'ingress');
    shop.healthy('shop', 'web');
    const later = await stream.until('update', ({ rows }) => rows.some(({ html }) => html.includes('is-ok')));
    expect(later.rows.map(({ id }) => id)).toEqual(['s/prod/shop/web']);
    expect(stream.text()).not.toContain('s/prod/platform/ingress"');
    stream.close();
  });

  it('has the headers of a stream, and a heartbeat at once', async () => {
    const stream = await openStream('/shields');
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    await stream.until('heartbeat', () => true);
    stream.close();
  });

  it("asks for a reload when it can't resume", async () => {
    for (const at of ['other.5', 'other.999999999']) {
      const stream = await openStream(`/shields?at=${at}`);
      await stream.until('refresh', () => true);
      stream.close();
    }
  });

  it('answers HEAD, and refuses invalid parameters', async () => {
    expect((await app.get('/shields', { method: 'HEAD' })).status).toBe(200);
    expect((await app.get('/shields?state=bad')).status).toBe(400);
  });
});

describe('the stream, while time passes', () => {
  const FAILED_AT = NOW + 1;
  let shown: ShownCluster;
  beforeAll(async () => {
    const terminated = { exitCode: 1, finishedAt: new Date(FAILED_AT).toISOString() };
    const status = {
      phase: 'Failed' as const,
      containerStatuses: [containerStatus({ ready: false, state: { terminated } })],
    };
    const failed = podOf({ kind: 'CronJob', name: 'tidy' }, { metadata: { namespace: 'shop' }, status });
    shown = await ShownCluster.start({ STALE_AFTER: '90s' }, { pods: [failed] });
    await shown.catchUp();
    // That the cluster has synced is a change too, sent within a second.
    shown.clock.advance(1_000);
  });
  afterAll(() => shown.stop());

  it('looks for changes by time alone only while a page is open', async () => {
    await shown.catchUp();
    const idle = shown.clock.pending;
    const stream = await openStream('/shields', shown.app.url);
    await stream.until('heartbeat', () => true);
    expect(shown.clock.pending).toBe(idle + 1);
    stream.close();
    await until('the timer of the closed stream is cleared', () => shown.clock.pending === idle);
  });

  it('batches a burst of changes', async () => {
    await shown.catchUp();
    const stream = await openStream('/shields?namespace=shop', shown.app.url);
    await stream.until('heartbeat', () => true);
    for (let turn = 0; turn < 50; turn += 1) {
      const spec = { containers: [container({ image: `registry.example/cart:v1.0.${turn}` })] };
      shown.cluster.set(podOf({ kind: 'StatefulSet', name: 'cart' }, { metadata: { namespace: 'shop' }, spec }));
    }
    await shown.catchUp();
    shown.clock.advance(250);
    await stream.until('update', ({ rows }) => rows.some(({ html }) => html.includes('v1.0.49')));
    expect(stream.text().match(/^event: update$/gm)).toHaveLength(1);
    stream.close();
  });

  it('shows within half a second what time alone changes', async () => {
    const stream = await openStream('/shields', shown.app.url);
    await stream.until('heartbeat', () => true);
    expect(await shown.health('tidy')).toEqual(['retrying', 'yellow', 'degraded']);
    shown.clock.advance(FAILED_AT + 30_000 - shown.clock.now().wall);
    shown.clock.advance(500);
    await stream.until('update', ({ rows }) => rows.some(({ html }) => />failed\b/.test(html)));
    stream.close();
  });

  it('sends with each heartbeat for how long the page is valid, as the page itself does', async () => {
    await shown.catchUp();
    const stream = await openStream('/shields', shown.app.url);
    await stream.until('heartbeat', ({ validFor }) => validFor === 90_000);
    expect(await (await shown.app.get('/')).text()).toContain(' data-valid-for="90000"');
    shown.clock.advance(15_000);
    await stream.until('heartbeat', ({ validFor = 0 }) => validFor > 70_000 && validFor <= 80_000);
    stream.close();
  });

  it('shows within half a second that a source has turned stale', async () => {
    const { clock } = shown;
    clock.advance(1);
    await shown.catchUp();
    // So that the shield looks for changes just before the source turns stale, and next as late as possible.
    clock.advance(499);
    const stream = await openStream(`/shields?at=${await positionOf('/', shown.app)}`, shown.app.url);
    await stream.until('heartbeat', () => true);
    const { checked = '' } = await shown.badge('/_/marker/health/');
    clock.advance(Date.parse(checked) + 90_000 - clock.now().wall);
    clock.advance(500);
    await stream.until('refresh', () => true);
    stream.close();
  });
});

describe('the stream, with more changes than it can send', () => {
  it('asks for a reload instead', async () => {
    const change = (count: number, version: string): void => {
      for (let n = 0; n < count; n += 1) shop.healthy('long', `${'n'.repeat(240)}-${n}`, version);
    };
    change(190, 'v1');
    await app.until('/v1/services?namespace=long', (body) => body.includes('"total":190'));
    const position = await positionOf('/?namespace=long');
    const stream = await openStream(`/shields?namespace=long&at=${position}`);
    await stream.until('heartbeat', () => true);
    change(20, 'v2');
    await stream.until('update', ({ rows }) => rows.length > 0);
    expect(stream.text().includes('event: refresh')).toBe(false);
    // On a busy machine one burst may be split in two.
    let version = 2;
    await until(
      'the stream asks for a reload',
      () => stream.text().includes('event: refresh'),
      () => {
        change(190, `v${(version += 1)}`);
      },
    );
    stream.close();
  });
});

describe('the stream, when the shield stops or has no room', () => {
  it('asks the page to reconnect when the shield stops, and does not delay the stop', async () => {
    const other = await SmallShop.open();
    const stream = await openStream('/shields', other.app.url);
    await stream.until('heartbeat', () => true);
    await other.close();
    await stream.ended;
    expect(stream.text()).toMatch(/event: reconnect\n/);
  });

  it('accepts a thousand pages, and sends Retry-After to the next', async () => {
    const other = await SmallShop.open();
    const streams: OpenStream[] = [];
    // All at once, a busy machine would not read their requests within the time that a connection has for its headers.
    while (streams.length < 1_000)
      streams.push(...(await Promise.all(Array.from({ length: 50 }, () => openStream('/shields', other.app.url)))));
    const refused = await other.app.get('/shields');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    for (const stream of streams) stream.close();
    await other.close();
  });
});

describe('the history of a service', () => {
  it('has its changes of state, oldest first', async () => {
    const began = Date.now();
    shop.crashLooping('data', 'orders-db');
    const body = await app.until('/v1/services/orders-db', (text) => text.includes('"down"'));
    const { items } = JSON.parse(body) as { items: { history: { state: string; from: string }[] }[] };
    expect(items[0]?.history.map(({ state }) => state)).toEqual(['ok', 'down']);
    expect(Date.parse(items[0]?.history[1]?.from ?? '')).toBeGreaterThanOrEqual(began);
  });

  it('lists a rollout when it begins, and when it is complete', async () => {
    const shows = (version: string): Promise<string> =>
      app.until('/v1/services/gateway', (text) => text.includes(`"${version}"`));
    // Another test leaves the other services unhealthy.
    shop.healthy('platform', 'gateway', 'v1.0.0');
    await shows('v1.0.0');
    shop.rolling('platform', 'gateway', 'v1.1.0');
    await shows('v1.0.0 → v1.1.0');
    shop.healthy('platform', 'gateway', 'v1.1.0');
    await shows('v1.1.0');
    shop.rolling('platform', 'gateway', 'v1.2.0');
    await shows('v1.1.0 → v1.2.0');
    shop.rolling('platform', 'gateway', 'v1.1.0');
    await shows('v1.1.0');
    expect(await eventsOf('gateway')).toEqual([
      'rolled back to v1.1.0',
      'rollout v1.1.0 → v1.2.0 began',
      'rollout of v1.1.0 is through',
      'rollout v1.0.0 → v1.1.0 began',
      'first seen, ok, v1.0.0',
    ]);
  });

  it('names each reason once on its page, however often it recurs', async () => {
    for (const reason of ['CrashLoopBackOff', 'ImagePullBackOff', 'CrashLoopBackOff']) {
      shop.crashLooping('data', 'orders-db', reason);
      await app.until('/v1/services/orders-db', (text) => text.includes(`"reason":"${reason}"`));
    }
    expect((await eventsOf('orders-db')).slice(0, -1)).toEqual(['down · ImagePullBackOff', 'down · CrashLoopBackOff']);
  });

  /** The entries of the page under "What happened", newest first. */
  async function eventsOf(name: string): Promise<readonly string[]> {
    const html = await (await app.get(`/s/${name}`)).text();
    const [, events = ''] = /<ol class="events">(.*?)<\/ol>/s.exec(html) ?? [];
    return [...events.matchAll(/<span>(.*?)<\/span><\/li>/g)].map(([, text = '']) => text);
  }
});

/** The data of an event. A heartbeat has `validFor`, an update has rows. */
interface Update {
  readonly validFor?: number;
  readonly rows: readonly { readonly id: string; readonly html: string }[];
}

interface OpenStream {
  readonly headers: IncomingMessage['headers'];
  readonly ended: Promise<void>;
  text(): string;
  until(event: string, fits: (data: Update) => boolean): Promise<Update>;
  close(): void;
}

/** The position of a page that is requested now. */
async function positionOf(path: string, running: RunningApp = app): Promise<string> {
  return /data-position="([^"]+)"/.exec(await (await running.get(path)).text())?.[1] ?? '';
}

async function openStream(path: string, url = app.url): Promise<OpenStream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url + path, { agent: false }, resolve).on('error', reject);
  });
  let received = '';
  response.on('data', (chunk: Buffer) => (received += chunk.toString()));
  response.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => response.once('close', resolve));
  return {
    headers: response.headers,
    ended,
    text: () => received,
    until: (event, fits) => untilReceived(() => received, event, fits),
    close: () => response.destroy(),
  };
}

async function untilReceived(received: () => string, event: string, fits: (data: Update) => boolean): Promise<Update> {
  const find = (): Update | undefined =>
    received()
      .split('\n\n')
      .slice(0, -1)
      .filter((block) => block.startsWith(`event: ${event}\n`))
      .map(dataOf)
      .find(fits);
  let found = find();
  await until(
    () => `the expected event ${event} is received; the latest events are: ${received().slice(-500)}`,
    () => (found ??= find()) !== undefined,
  );
  if (found === undefined) throw new Error('unreachable: until() resolves only after an event was found');
  return found;
}

function dataOf(block: string): Update {
  return JSON.parse(block.slice(block.indexOf('data: ') + 6)) as Update;
}
