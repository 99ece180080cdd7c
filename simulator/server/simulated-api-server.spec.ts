// Every measured fact of a real API server that the simulator claims to follow, over real HTTP.
import { get } from 'node:https';
import { selfSigned } from '../../test/support/app/certificate.ts';
import { until } from '../../test/support/time/until.ts';
import { kubeconfigFor } from '../kubeconfig.ts';
import { realisticPod } from '../cluster/realistic-pod.ts';
import type { ServerOptions } from './server-options.ts';
import { SimulatedApiServer } from './simulated-api-server.ts';
import { SimulatedCluster } from '../cluster/simulated-cluster.ts';
import { MISBEHAVIOURS } from './faults.ts';
import { pod, podOf } from '../cluster/pod.ts';

let cluster: SimulatedCluster;
let server: SimulatedApiServer;
let url: string;

async function start(options: ServerOptions = {}): Promise<void> {
  cluster = new SimulatedCluster();
  for (let index = 0; index < 5; index += 1) cluster.set(podOf({ kind: 'Deployment', name: 'web', index }));
  cluster.set(podOf({ kind: 'DaemonSet', name: 'proxy' }, { metadata: { namespace: 'kube-system' } }));
  server = new SimulatedApiServer(cluster, options);
  url = await server.listen();
}

beforeEach(() => start());
afterEach(() => server.close());

describe('a list', () => {
  it('pages through a consistent snapshot at one version, whatever happens in between', async () => {
    const first = await list('limit=4');
    cluster.delete('kube-system', 'proxy-bbbbb');
    cluster.set(pod({ metadata: { name: 'zzz', namespace: 'zzz' } }));
    const second = await list(`limit=4&continue=${String(first.body.metadata?.continue)}`);
    expect([first.body.items?.length, second.body.items?.length]).toEqual([4, 2]);
    expect(second.body.metadata?.resourceVersion).toBe(first.body.metadata?.resourceVersion);
    expect(names(second).at(-1)).toBe('proxy-bbbbb');
    expect(second.body.metadata?.continue).toBeUndefined();
    expect(first.body.metadata?.remainingItemCount).toBe(2);
  });

  it('has items without kind and apiVersion', async () => {
    const { body } = await list('');
    expect(body.kind).toBe('PodList');
    for (const item of body.items ?? []) expect(Object.keys(item)).toEqual(['metadata', 'spec', 'status']);
  });

  it('ignores the limit at resourceVersion=0', async () => {
    const { body } = await list('limit=2&resourceVersion=0');
    expect([body.items?.length, body.metadata?.continue]).toEqual([6, undefined]);
  });

  it('answers an expired token with 410 and a token for an inconsistent rest at a newer version', async () => {
    const first = await list('limit=2');
    cluster.compact();
    const expired = await list(`limit=2&continue=${String(first.body.metadata?.continue)}`);
    expect([expired.status, expired.body.reason]).toEqual([410, 'Expired']);
    const rest = await list(`continue=${String(expired.body.metadata?.continue)}`);
    expect(rest.body.items).toHaveLength(4);
    expect(Number(rest.body.metadata?.resourceVersion)).toBeGreaterThan(Number(first.body.metadata?.resourceVersion));
  });

  it.each([
    ['a token that is not base64', 'continue=nonsense', 400, 'BadRequest'],
    ['a version with a token', 'continue=nonsense&resourceVersion=7', 400, 'BadRequest'],
    ['a version that is no number', 'resourceVersion=new', 400, 'BadRequest'],
    ['a selector for another field', 'fieldSelector=spec.color=red', 400, 'BadRequest'],
    ['an old exact version', 'resourceVersion=1&resourceVersionMatch=Exact', 410, 'Expired'],
  ])('refuses %s', async (_, query, status, reason) => {
    const answer = await list(query);
    expect([answer.status, answer.body.kind, answer.body.reason]).toEqual([status, 'Status', reason]);
  });

  it('waits for a future version, and then answers 504', async () => {
    await server.close();
    await start({ futureListWait: 50 });
    const before = Date.now();
    const answer = await list('resourceVersion=999999');
    expect([answer.status, answer.body.reason]).toEqual([504, 'Timeout']);
    expect(Date.now() - before).toBeGreaterThanOrEqual(45);
  });

  it.each([
    ['metadata.namespace!=kube-system', 5],
    ['metadata.namespace!=kube-system,metadata.namespace!=default', 0],
    ['metadata.namespace=kube-system', 1],
    ['metadata.namespace==default', 5],
    ['metadata.name=proxy-bbbbb', 1],
  ])('applies the field selector %s', async (selector, count) => {
    const { body } = await list(`fieldSelector=${encodeURIComponent(selector)}`);
    expect(body.items).toHaveLength(count);
  });

  it('may end with an empty page when a selector is used', async () => {
    const selector = encodeURIComponent('metadata.namespace!=kube-system');
    const first = await list(`limit=5&fieldSelector=${selector}`);
    expect([first.body.items?.length, first.body.metadata?.remainingItemCount]).toEqual([5, undefined]);
    const last = await list(`limit=5&fieldSelector=${selector}&continue=${String(first.body.metadata?.continue)}`);
    expect([last.body.items, last.body.metadata?.continue]).toEqual([[], undefined]);
  });

  it("holds one namespace's pods under its path, none for a namespace that isn't there", async () => {
    expect((await send('/api/v1/namespaces/kube-system/pods?limit=1')).body.items).toHaveLength(1);
    expect((await send('/api/v1/namespaces/nowhere/pods')).body.items).toEqual([]);
  });
});

describe('a watch', () => {
  it('sends additions, changes and deletions after its version, each with kind and version', async () => {
    const version = cluster.version;
    cluster.set(pod({ metadata: { name: 'a' } }));
    const { events } = await watch(`resourceVersion=${version}`, () => {
      cluster.set(pod({ metadata: { name: 'a' }, status: { phase: 'Pending' } }));
      cluster.delete('default', 'a');
    });
    expect(events.map(({ type, object }) => [type, object.kind, object.metadata?.resourceVersion])).toEqual([
      ['ADDED', 'Pod', String(version + 1)],
      ['MODIFIED', 'Pod', String(version + 2)],
      ['DELETED', 'Pod', String(version + 3)],
    ]);
  });

  it.each(['', 'resourceVersion=0'])('begins with the existing pods when requested with "%s"', async (query) => {
    const { events } = await watch(query);
    expect(events.map(({ type }) => type)).toEqual(Array(6).fill('ADDED'));
  });

  it('marks the end of the initial events of a streaming list', async () => {
    const query = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
    const { events } = await watch(query);
    const end = events[6];
    expect(events.slice(0, 6).every(({ type }) => type === 'ADDED')).toBe(true);
    expect(end?.type).toBe('BOOKMARK');
    expect(end?.object.metadata?.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
    expect(end?.object.metadata?.resourceVersion).toBe(String(cluster.version));
  });

  it('requires resourceVersionMatch with sendInitialEvents', async () => {
    expect((await send('/api/v1/pods?watch=1&sendInitialEvents=true')).status).toBe(422);
  });

  it('sends two bookmarks that are stubs shortly before timeoutSeconds, and ends cleanly', async () => {
    const { events } = await readToEnd(`resourceVersion=${cluster.version}&allowWatchBookmarks=true&timeoutSeconds=1`);
    expect(events.map(({ type }) => type)).toEqual(['BOOKMARK', 'BOOKMARK']);
    expect(events[0]?.object).toMatchObject({ kind: 'Pod', spec: { containers: null }, status: {} });
  });

  it("sends bookmarks in between, and none to a client that doesn't allow them", async () => {
    await server.close();
    await start({ bookmarkInterval: 100 });
    const query = `resourceVersion=${cluster.version}&timeoutSeconds=1`;
    const [allowing, refusing] = await Promise.all([readToEnd(`${query}&allowWatchBookmarks=1`), readToEnd(query)]);
    expect(allowing.events.length).toBeGreaterThan(6);
    expect(refusing.events).toEqual([]);
  });

  it('answers a version too old with 200, one ERROR event and a clean end', async () => {
    const version = cluster.version;
    cluster.compact();
    const { status, events } = await readToEnd(`resourceVersion=${version}&timeoutSeconds=30`);
    expect(status).toBe(200);
    expect(events).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
  });

  it('answers a future version with 200 and silence, bookmarks included', async () => {
    const watched = await watch(`resourceVersion=${cluster.version + 10}&allowWatchBookmarks=true`, () => {
      cluster.set(pod({ metadata: { name: 'a' } }));
      server.bookmark();
    });
    expect(watched).toEqual({ status: 200, events: [] });
  });

  it('is silent to clients whose version is newer than that of a restored etcd', async () => {
    const backup = cluster.version;
    cluster.set(pod({ metadata: { name: 'lost' } }));
    cluster.set(pod({ metadata: { name: 'lost-too' } }));
    const watched = await watch(`resourceVersion=${cluster.version}&allowWatchBookmarks=true`, () => {
      cluster.restoreTo(backup);
      cluster.set(pod({ metadata: { name: 'new' } }));
      server.bookmark();
    });
    expect(watched).toEqual({ status: 200, events: [] });
    expect(names(await list(''))).toContain('new');
    expect(names(await list(''))).not.toContain('lost');
  });

  it('answers a version that is not a number with 500', async () => {
    const answer = await send('/api/v1/pods?watch=true&resourceVersion=new');
    expect([answer.status, answer.body.kind]).toEqual([500, 'Status']);
  });

  it.each([
    ['/api/v1/namespaces/blue/pods?', 'blue'],
    ['/api/v1/pods?fieldSelector=metadata.namespace!%3Dblue', 'green'],
  ])('covers at %s only the requested pods', async (target, namespace) => {
    const { events } = await watchAt(`${target}&watch=1&resourceVersion=${cluster.version}`, () => {
      for (const color of ['blue', 'green']) cluster.set(pod({ metadata: { name: 'a', namespace: color } }));
    });
    expect(events.map(({ object }) => object.metadata?.namespace)).toEqual([namespace]);
  });

  it('can be failed, reset and silenced from outside', async () => {
    const query = `resourceVersion=${cluster.version}&timeoutSeconds=30`;
    const failed = await watch(query, () => {
      server.failWatches();
    });
    expect(failed.events).toMatchObject([{ type: 'ERROR', object: { code: 410 } }]);
    const silenced = await watch(query, () => {
      server.silence();
      cluster.set(pod({ metadata: { name: 'unsent' } }));
    });
    expect(silenced).toEqual({ status: 200, events: [] });
    const reset = watch(query, () => {
      server.cutConnections();
    });
    await expect(reset).rejects.toThrow();
  });
});

describe('a reader that stops reading', () => {
  it('is ended after part of the events, and can resume from the last of them', async () => {
    await server.close();
    await start({ slowReader: 50 });
    for (let index = 0; index < 1500; index += 1) {
      cluster.set(realisticPod(podOf({ kind: 'StatefulSet', name: 'big', index })));
    }
    const { body } = await fetch(`${url}/api/v1/pods?watch=1&resourceVersion=0`);
    await until('it is ended', () => server.requests.at(-1)?.status === 200 && server.watches === 0);
    const lines = (await new Response(body).text()).split('\n').slice(0, -1);
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.length).toBeLessThan(1500);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'ADDED' });
  });
});

describe('access', () => {
  it('is open without configured tokens; else 403 without a token and 401 with a wrong one', async () => {
    await server.close();
    await start({ tokens: ['right'] });
    expect((await list('')).status).toBe(403);
    expect((await list('', 'wrong')).status).toBe(401);
    expect((await list('', 'right')).status).toBe(200);
    expect((await list('')).body.message).toContain('User "system:anonymous" cannot list resource "pods"');
    server.tokens.clear();
    server.tokens.add('rotated');
    expect((await list('', 'right')).status).toBe(401);
  });

  it('has no other route, method or format', async () => {
    expect((await send('/api/v1/secrets')).status).toBe(404);
    expect((await fetch(`${url}/api/v1/pods`, { method: 'DELETE' })).status).toBe(405);
    expect((await fetch(`${url}/api/v1/pods`, { headers: { accept: 'application/yaml' } })).status).toBe(406);
  });

  it('speaks TLS, and presents its latest certificate to new connections', async () => {
    await server.close();
    const [old, young] = [selfSigned(), selfSigned()];
    await start({ tls: old });
    await expect(statusOverTls(old.cert)).resolves.toBe(200);
    await expect(statusOverTls(young.cert)).rejects.toThrow('certificate');
    server.setSecureContext(young);
    await expect(statusOverTls(young.cert)).resolves.toBe(200);
    const kubeconfig = kubeconfigFor(server, { token: 't', ca: young.cert });
    expect(JSON.parse(kubeconfig)).toMatchObject({
      clusters: [
        { cluster: { server: url, 'certificate-authority-data': Buffer.from(young.cert).toString('base64') } },
      ],
      users: [{ user: { token: 't' } }],
    });
  });

  it('speaks protobuf when a client prefers it', async () => {
    const accept = 'application/vnd.kubernetes.protobuf,application/json';
    const answer = await fetch(`${url}/api/v1/pods`, { headers: { accept } });
    expect(answer.headers.get('content-type')).toBe('application/vnd.kubernetes.protobuf');
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 4)
        .toString(),
    ).toBe('k8s\0');
  });
});

describe('faults', () => {
  it('hit the requests they target, as often as configured', async () => {
    server.faults.add({ on: 'list', skip: 1, times: 2, answer: { status: 503 } });
    const statuses = [];
    for (let at = 0; at < 4; at += 1) statuses.push((await list('')).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    server.faults.add({ namespace: 'blue', answer: { status: 403 } });
    expect((await list('')).status).toBe(200);
    expect((await send('/api/v1/namespaces/blue/pods')).body.reason).toBe('Forbidden');
    server.faults.clear();
    expect((await send('/api/v1/namespaces/blue/pods')).status).toBe(200);
  });

  it('answer 429 as text with Retry-After, and anything else as configured', async () => {
    server.faults.add({ times: 1, answer: { status: 429 } });
    const busy = await fetch(`${url}/api/v1/pods`);
    expect([busy.headers.get('retry-after'), busy.headers.get('content-type')]).toEqual([
      '1',
      'text/plain; charset=utf-8',
    ]);
    server.faults.add({ answer: { status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } } });
    expect(await (await fetch(`${url}/api/v1/pods`)).text()).toBe('<html></html>');
  });

  it.each(['refuse', 'reset-in-headers'] as const)('%s: breaks before an answer', async (does) => {
    server.faults.add({ does });
    await expect(list('')).rejects.toThrow();
    await expect(readToEnd('')).rejects.toThrow();
  });

  it.each(['hang', 'silence', 'stall-midway'] as const)('%s: no body comes to its end', async (does) => {
    server.faults.add({ does });
    for (const query of ['', 'watch=1']) {
      const signal = AbortSignal.timeout(100);
      const answer = fetch(`${url}/api/v1/pods?${query}`, { signal }).then((response) => response.text());
      await expect(answer).rejects.toThrow();
    }
  });

  it('reset-midway: breaks in the first line or page', async () => {
    server.faults.add({ does: 'reset-midway' });
    await expect(list('')).rejects.toThrow();
    await expect(readToEnd('')).rejects.toThrow();
  });

  it.each(['half', 'garbage'] as const)('%s: ends cleanly with what is no JSON', async (does) => {
    server.faults.add({ does });
    for (const query of ['', 'watch=1&timeoutSeconds=1']) {
      const body = await (await fetch(`${url}/api/v1/pods?${query}`)).text();
      expect(() => body.split('\n').map((line) => line && (JSON.parse(line) as unknown))).toThrow(SyntaxError);
    }
  });

  it.each([
    ['end-at-once', []],
    ['end-after-first', ['x']],
    ['no-bookmarks', ['x', 'y']],
    ['repeat', ['x', 'x', 'y', 'y']],
    ['swap', ['y', 'x']],
  ] as const)('%s: a watch sends %j', async (does, sent) => {
    server.faults.add({ does });
    const version = cluster.version;
    for (const name of ['x', 'y']) cluster.set(pod({ metadata: { name } }));
    const { events } = await watch(`resourceVersion=${version}&allowWatchBookmarks=1`, () => {
      server.bookmark();
    });
    const pods = events.filter(({ type }) => type !== 'BOOKMARK').map(({ object }) => object.metadata?.name);
    expect(pods).toEqual(sent);
    if (does === 'no-bookmarks') expect(events).toHaveLength(2);
  });

  it('no-initial-bookmark: nothing marks the end of the initial events', async () => {
    server.faults.add({ does: 'no-initial-bookmark' });
    const query = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
    const { events } = await watch(query);
    expect(events.some(({ object }) => object.metadata?.annotations)).toBe(false);
  });

  it('leave nothing open when the server closes', async () => {
    for (const does of MISBEHAVIOURS) {
      const remove = server.faults.add({ does });
      fetch(`${url}/api/v1/pods?watch=1`)
        .then((answer) => answer.text())
        .catch(() => undefined);
      await until('it is requested', () => server.requests.length === MISBEHAVIOURS.indexOf(does) + 1);
      remove();
    }
    await server.close();
    await expect(fetch(url)).rejects.toThrow();
    expect(await server.listen()).toMatch(/^http:/);
  });
});

it('logs every request, so that a test can count them', async () => {
  await list('limit=1');
  await watch('timeoutSeconds=1');
  await send('/metrics');
  expect(server.requests.map(({ kind, status }) => [kind, status])).toEqual([
    ['list', 200],
    ['watch', 200],
    ['other', 404],
  ]);
  expect(server.requestsOf('list')[0]?.url).toBe('/api/v1/pods?limit=1');
});

interface Metadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly resourceVersion?: string;
  readonly continue?: string;
  readonly remainingItemCount?: number;
  readonly annotations?: unknown;
}

interface Body {
  readonly kind?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly metadata?: Metadata;
  readonly items?: readonly { readonly metadata: Metadata }[];
}

interface Answer {
  readonly status: number;
  readonly body: Body;
}

function list(query: string, token?: string): Promise<Answer> {
  return send(`/api/v1/pods?${query}`, token);
}

async function send(target: string, token?: string): Promise<Answer> {
  const response = await fetch(url + target, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  return { status: response.status, body: (await response.json()) as Body };
}

function statusOverTls(ca: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/api/v1/pods`, { ca, agent: false }, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode);
      });
    });
    request.on('error', reject);
  });
}

function names({ body }: Answer): (string | undefined)[] {
  return (body.items ?? []).map(({ metadata }) => metadata.name);
}

interface Watched {
  readonly status: number;
  readonly events: readonly { readonly type: string; readonly object: Body }[];
}

/** The events of a watch until `act` was done; then the server ends it. */
function watch(query: string, act?: () => void): Promise<Watched> {
  return watchAt(`/api/v1/pods?watch=true&${query}`, act);
}

async function watchAt(target: string, act: () => void = () => undefined): Promise<Watched> {
  const before = server.requests.length;
  const watched = eventsAt(target);
  // A refusal is handled where it is awaited, which is later.
  watched.catch(() => undefined);
  await until('it is answered', () => server.requests[before]?.status !== undefined);
  act();
  server.endWatches();
  return watched;
}

function readToEnd(query: string): Promise<Watched> {
  return eventsAt(`/api/v1/pods?watch=true&${query}`);
}

async function eventsAt(target: string): Promise<Watched> {
  const response = await fetch(url + target);
  const lines = (await response.text()).split('\n').slice(0, -1);
  return { status: response.status, events: lines.map((line) => JSON.parse(line) as Watched['events'][number]) };
}
