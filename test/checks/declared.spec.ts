// Declared checks against real servers: what each kind finds and shows, and what hostile servers can't do.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { CLOSED_PORT } from '../support/app/free-port.ts';
import { ChecksFolder } from '../support/checks/checks-folder.ts';
import { DeclaredTargets } from '../support/checks/declared-targets.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const server = new SimulatedApiServer(new SimulatedCluster());
const targets = new DeclaredTargets();
const folder = new ChecksFolder();
const secrets = mkdtempSync(join(tmpdir(), 'kube-shields-secrets-'));
let app: RunningApp;

type Row = readonly [check: string, declared: string, status: string | RegExp, color: string, state: string];

const MS = /^\d+ ms$/;
const good = (check: string, declared: string, status: string | RegExp = MS): Row => [
  check,
  declared,
  status,
  'green',
  'ok',
];
const down = (check: string, declared: string, status: string): Row => [check, declared, status, 'red', 'down'];
const unknown = (check: string, declared: string, status: string): Row => [
  check,
  declared,
  status,
  'lightgrey',
  'unknown',
];
const http = (path: string, more = ''): string => `http: { url: 'http://127.0.0.1:HTTP${path}'${more} }`;
const promql = (query: string, more = ''): string =>
  `promql: { url: 'http://127.0.0.1:HTTP/prometheus', query: ${query}${more} }`;
const tls = (port: string, more = ''): string => `tls: { address: '127.0.0.1:${port}'${more} }`;
const dns = (name: string, port = 'DNS', more = ''): string =>
  `dns: { name: ${name}, server: '127.0.0.1:${port}'${more} }`;
const grpc = (service: string, port = 'GRPC'): string =>
  `grpc: { address: '127.0.0.1:${port}'${service === '' ? '' : `, service: ${service}`} }`;

const ROWS: readonly Row[] = [
  good('up', http('/up')),
  good('tooslow', `${http('/up')}, ok: at least 0ms, warn: above 0ms`),
  down('slower', `${http('/up')}, fail: above -1`, ''),
  down('down', http('/down'), 'HTTP 503'),
  good('wanted', `${http('/down')}, expect: { status: [200, 5xx] }`),
  down('never', http('/never'), 'no answer'),
  down('mute', `http: { url: 'http://127.0.0.1:MUTE/' }`, 'no answer'),
  down('endless', `${http('/endless')}, expect: { json: { path: a } }`, 'too large'),
  good('unread', http('/endless')),
  down('drip', `${http('/drip')}, expect: { json: { path: a } }`, 'no answer'),
  [
    'depth',
    `${http('/queue')}, expect: { json: { path: 'queues[0].messages' } }, unit: jobs, warn: above 100, fail: above 1000 jobs`,
    '129 jobs',
    'yellow',
    'degraded',
  ],
  good('equal', `${http('/queue')}, expect: { json: { path: state, equals: up } }`),
  down('unequal', `${http('/queue')}, expect: { json: { path: state, equals: down } }`, 'unexpected answer'),
  down('nowhere', `${http('/queue')}, expect: { json: { path: constructor.name } }`, 'not a number'),
  down('text', `${http('/text')}, expect: { json: { path: a } }`, 'not JSON'),
  down('unfollowed', http('/moved'), 'HTTP 302'),
  good('followed', http('/moved', ', redirects: true')),
  down('loop', http('/loop', ', redirects: true'), 'too many redirects'),
  down('metadata', http('/to-metadata', ', redirects: true'), 'redirected away'),
  down('another', http('/to-another', ', redirects: true'), 'redirected away'),
  down('otherscheme', http('/to-https', ', redirects: true'), 'redirected away'),
  down('refused', `http: { url: 'http://127.0.0.1:CLOSED/' }`, 'refused'),
  down('untrusted', `http: { url: 'https://127.0.0.1:HTTPS/' }`, 'not trusted'),
  down('nohttp', `http: { url: 'http://127.0.0.1:GRPC/' }`, 'not HTTP'),
  good('headers', http('/headers', ", method: POST, headers: { X-From: shields }, body: 'x'")),
  good('bearer', `http: { url: 'https://127.0.0.1:HTTPS/', bearer: token, ca: CAFILE }`),
  good('basic', `http: { url: 'https://127.0.0.1:HTTPS/', basic: sub/login, ca: CAFILE }`),
  down(
    'dropped',
    `http: { url: 'https://127.0.0.1:HTTPS/moved', bearer: token, ca: CAFILE, redirects: true }`,
    'HTTP 401',
  ),
  unknown('nosecret', `http: { url: 'https://127.0.0.1:HTTPS/', bearer: missing, ca: CAFILE }`, 'no secret'),
  unknown('outside', `http: { url: 'https://127.0.0.1:HTTPS/', bearer: link, ca: CAFILE }`, 'no secret'),
  unknown('noca', `http: { url: 'https://127.0.0.1:HTTPS/', ca: /nowhere.pem }`, 'no CA file'),
  good('port', `tcp: { address: '127.0.0.1:HTTP' }`),
  down('noport', `tcp: { address: '127.0.0.1:CLOSED' }`, 'refused'),
  down('noname', `tcp: { address: 'nowhere.invalid:80' }`, 'name not found'),
  good('days', tls('HTTPS', ', ca: CAFILE'), /^\d{4} d$/),
  ['soon', `${tls('HTTPS', ', ca: CAFILE')}, warn: below 99999 d`, /^\d{4} d$/, 'yellow', 'degraded'],
  down('expired', tls('EXPIRED', ', verify: false'), 'expired'),
  down('future', tls('FUTURE', ', verify: false'), 'not yet valid'),
  down('unknownca', tls('HTTPS'), 'not trusted'),
  down('wrongname', tls('HTTPS', ', ca: CAFILE, servername: shop.example.com'), 'wrong name'),
  good('unverified', tls('HTTPS', ', verify: false'), /^\d{4} d$/),
  down('plain', tls('HTTP'), 'tls failed'),
  down('silent', tls('MUTE'), 'no answer'),
  good('record', `${dns('a.example')}, expect: { answer: 10.1.2.3 }`),
  down('otherrecord', `${dns('a.example')}, expect: { answer: [10.1.2.3, 10.1.2.4] }`, 'unexpected answer'),
  down('norecord', dns('b.example'), 'name not found'),
  down('muteserver', dns('a.example', 'DEAF'), 'no answer'),
  good('serving', grpc('')),
  good('serves', grpc('shop.Pay')),
  down('notserving', grpc('shop.Down'), 'not serving'),
  down('noservice', grpc('shop.Nowhere'), 'unknown service'),
  down('broken', grpc('shop.Broken'), 'gRPC 13'),
  down('mutegrpc', grpc('', 'MUTE'), 'no answer'),
  down('nogrpc', grpc('', 'CLOSED'), 'refused'),
  ['value', `${promql('one')}, unit: '%', fail: above 5`, '0.125 %', 'green', 'ok'],
  ['top', `${promql('queues', ', top: queue')}, warn: above 100, label: depth`, '129 (orders)', 'yellow', 'degraded'],
  good('lowest', `${promql('queues', ', top: queue')}, ok: above 5`, '129 (orders)'),
  ['address', `${promql('addresses', ', top: instance')}, fail: above 2`, '3', 'red', 'down'],
  unknown('several', promql('queues'), 'several values'),
  unknown('nodata', promql('none'), 'no data'),
  unknown('nan', promql('nan'), 'no data'),
  unknown('badquery', promql('nonsense'), 'bad query'),
  unknown('million', promql('million'), 'too large'),
  unknown('nevers', promql('never'), 'no answer'),
  unknown('noprometheus', `promql: { url: 'http://127.0.0.1:CLOSED/', query: x }`, 'refused'),
];

function fileOf(rows: readonly Row[]): string {
  const ports: Readonly<Record<string, number | string>> = {
    HTTPS: targets.httpsPort,
    HTTP: targets.httpPort,
    EXPIRED: targets.expiredPort,
    FUTURE: targets.futurePort,
    GRPC: targets.grpcPort,
    MUTE: targets.mutePort,
    CLOSED: CLOSED_PORT,
    DEAF: targets.muteDnsPort,
    DNS: targets.dnsPort,
    CAFILE: join(secrets, 'ca.pem'),
  };
  const filled = (text: string): string =>
    text.replace(/(?<=:)(?:HTTPS|HTTP|EXPIRED|FUTURE|GRPC|MUTE|CLOSED|DEAF|DNS)\b|CAFILE/g, (name) =>
      String(ports[name]),
    );
  // Only requests that never get an answer time out.
  const timeout = (status: string | RegExp): string => (status === 'no answer' ? '2s' : '60s');
  return rows
    .map(
      ([check, declared, status]) => `${check}: { ${filled(declared)}, interval: 5s, timeout: ${timeout(status)} }\n`,
    )
    .join('');
}

beforeAll(async () => {
  await targets.start();
  writeFileSync(join(secrets, 'token'), 'the-token\n');
  mkdirSync(join(secrets, 'sub'));
  writeFileSync(join(secrets, 'sub/login'), 'me:the-password\n');
  writeFileSync(join(secrets, 'ca.pem'), targets.trusted.cert);
  symlinkSync('/etc/hostname', join(secrets, 'link'));
  const half = Math.ceil(ROWS.length / 2);
  folder.write('one.yaml', fileOf(ROWS.slice(0, half)));
  folder.write('two.yml', fileOf(ROWS.slice(half)));
  process.env['CHECK_SECRETS_DIR'] = secrets;
  app = await startApp({ CHECKS_DIR: folder.path, CHECK_SECRETS_DIR: secrets }, { apiServer: await server.listen() });
  await app.until('/v1/checks', (body) => {
    const { items } = JSON.parse(body) as { items: { lastRun?: string }[] };
    return items.filter(({ lastRun }) => lastRun !== undefined).length === ROWS.length;
  });
});

afterAll(async () => {
  await app.stop();
  await server.close();
  targets.close();
  folder.remove();
  rmSync(secrets, { recursive: true });
});

async function badge(service: string, check: string): Promise<Record<string, unknown>> {
  return (await (await app.get(`/_/${service}/${check}/?format=json`)).json()) as Record<string, unknown>;
}

it.each(ROWS.map((row, index) => ({ row, service: index < Math.ceil(ROWS.length / 2) ? 'one' : 'two' })))(
  '$row.0 shows $row.2 in $row.3',
  async ({ row: [check, , status, color, state], service }) => {
    const shown = await badge(service, check);
    expect(shown).toMatchObject({ color, state });
    if (status !== '')
      expect(shown['status']).toEqual(typeof status === 'string' ? status : expect.stringMatching(status));
  },
);

it('shows neither responses nor addresses nor request data of servers', async () => {
  const bodies = await Promise.all(
    ['/v1/services?limit=500', '/v1/checks', '/'].map(async (path) => (await app.get(path)).text()),
  );
  for (const text of [
    '127.0.0.1',
    'stack trace',
    'alert(1)',
    '10.0.0',
    'node.internal',
    'the-token',
    'the-password',
    secrets,
  ]) {
    expect(bodies.join('\n')).not.toContain(text);
  }
  expect(app.log.join('\n')).not.toMatch(/the-token|the-password/);
});

it('sends secrets to the server that the file names, and not to the target of its redirect', () => {
  const basic = `Basic ${Buffer.from('me:the-password').toString('base64')}`;
  expect(new Set(targets.authorizations)).toEqual(new Set(['Bearer the-token', basic, undefined]));
});

it('keeps the last valid version of a file in force while a new one has faults, and reports their lines', async () => {
  folder.write('site.yaml', `up: { tcp: { address: '127.0.0.1:${targets.httpPort}' }, interval: 1s }\n`);
  await app.until('/_/site/up/?format=json', (body) => body.includes('"color":"green"'));
  folder.write('site.yaml', 'up:\n  tcp: { address: here:80 }\n  timout: 5s\nnext: {}\n');
  await app.until('/v1/checks', (body) => body.includes('"loadError":"invalid","loadErrorAt":"3:3"'));
  expect(await badge('site', 'up')).toMatchObject({ color: 'green', state: 'ok' });
  const line = app.log.find((each) => each.includes('the check file site.yaml was not loaded'));
  expect(line).toContain('site.yaml:3:3: `timout` isn’t known here. Known are http, tcp');
  expect(line).toContain('site.yaml:4:7: one of http');
  expect(await (await app.get('/')).text()).toContain(
    'The check file site.yaml was not loaded (invalid, line 3, column 3)',
  );
  folder.write('site.yaml', `up: { tcp: { address: '127.0.0.1:${CLOSED_PORT}' }, interval: 1s }\n`);
  await app.until('/_/site/up/?format=json', (body) => body.includes('"status":"refused"'));
});

it('loads a file that names its namespaces', async () => {
  folder.write('namespaced.yaml', `namespaces: [shop]\nup: { tcp: { address: '127.0.0.1:${targets.httpPort}' } }\n`);
  await app.until('/_/namespaced/up/?format=json', (body) => body.includes('"color":"green"'));
});
