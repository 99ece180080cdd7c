import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { parseDeclaredFile } from './declared-file.ts';
import { declaredFileSchema } from './declared-shape.ts';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(declaredFileSchema());

const GOOD = `
# yaml-language-server: $schema=check-file.schema.json
namespaces: [shop]
up:
  http:
    url: https://shop.example.com/healthz
    method: HEAD
    headers: { X-From: shields }
    redirects: true
    bearer: shop/token
  expect: { status: [200, 2xx] }
  warn: above 500ms
  fail: above 2 s
  label: shop
  interval: 10s
  timeout: 2s
depth:
  http: { url: 'http://queue.shop/api' }
  expect: { json: { path: 'queues[0].messages' } }
  unit: jobs
  warn: above 100 jobs
  ok: at most 1000
port: { tcp: { address: '[fd00::7]:5432' } }
cert: { tls: { address: shop.example.com:443, servername: www.example.com, ca: /etc/ca.pem, verify: false }, fail: below 3 d }
name: { dns: { name: shop.example.com, type: MX, server: 10.96.0.10 }, expect: { answer: 10 mail.example.com } }
serving: { grpc: { address: 'pay.shop:9000', service: shop.Pay, tls: true } }
errors: { promql: { url: 'http://prometheus:9090/p', query: 'sum(x)', top: queue }, unit: '%', fail: '>= 5 %' }
`;

it('accepts every kind with all its fields', () => {
  const parsed = parseDeclaredFile(GOOD);
  expect(parsed).not.toHaveProperty('faults');
  expect(parsed).toMatchObject({
    namespaces: ['shop'],
    checks: [
      { name: 'up', kind: 'http', unit: 'ms', thresholds: { warn: { value: 500 }, fail: { value: 2_000 } } },
      { name: 'depth', unit: 'jobs', thresholds: { warn: { operator: '>', value: 100 }, ok: { operator: '<=' } } },
      { name: 'port', kind: 'tcp', target: { address: { host: 'fd00::7', port: 5432 } } },
      { name: 'cert', kind: 'tls', unit: 'd', thresholds: { warn: { value: 21 }, fail: { value: 3 } } },
      { name: 'name', kind: 'dns', expect: { answer: ['10 mail.example.com'] } },
      { name: 'serving', kind: 'grpc', target: { tls: true } },
      { name: 'errors', kind: 'promql', unit: '%', thresholds: { fail: { operator: '>=', value: 5 } } },
    ],
  });
  validate(load(GOOD));
  expect(validate.errors).toBeNull();
});

const HTTP = 'http: { url: http://a/ }';

/** The file's text, the path of its first fault, the fault's message, and whether the JSON Schema finds it too. */
const FAULTY: readonly (readonly [string, string, RegExp, boolean?])[] = [
  ['up: { http: { url: http://a/, methd: GET } }', '1:31', /`methd` isn’t known here\. Known are url, method/],
  ['up:\n  http:\n    url: http://a/\n  timout: 2s', '4:3', /`timout` isn’t known here/],
  ['up:\n  http: {}', '2:9', /`url` is missing/],
  ['up: { interval: 5s }', '1:5', /one of http, tcp, tls, dns, grpc, promql is missing/],
  [`up: { ${HTTP}, tcp: { address: 'a:1' } }`, '1:5', /http and tcp can’t be one check/],
  ['up: { http: { url: ftp://a/ } }', '1:20', /an http or https URL/],
  ['up: { http: { url: "http://me:secret@a/" } }', '1:21', /without user info/, false],
  ['up: { http: { url: "${HOST}" } }', '1:21', /an http or https URL/],
  ['up: { http: { url: http://a/, bearer: token } }', '1:7', /secrets are sent over https only/, false],
  ['up: { http: { url: https://a/, bearer: ../token } }', '1:40', /a file’s path in CHECK_SECRETS_DIR/],
  ['up: { http: { url: https://a/, bearer: /etc/token } }', '1:40', /a file’s path in CHECK_SECRETS_DIR/],
  ['up: { http: { url: https://a/, bearer: a, basic: b } }', '1:7', /can’t be sent both/, false],
  [
    'up: { http: { url: http://a/, headers: { Authorization: x } } }',
    '1:42',
    /`Authorization` must be a header that a check may set/,
    false,
  ],
  [`up: { ${HTTP}, expect: { status: 99 } }`, '1:51', /a status or a class/],
  [`up: { ${HTTP}, warn: 500 }`, '1:39', /a comparison, as above 500ms/],
  [`up: { ${HTTP}, warn: above 5 jobs }`, '1:33', /the figure is in ms, not in jobs/, false],
  [`up: { ${HTTP}, unit: jobs }`, '1:33', /the figure is in ms\. Leave the unit out/, false],
  [`up: { ${HTTP}, interval: 1ms }`, '1:43', /a duration from 100ms to 168h/, false],
  [`up: { ${HTTP}, timeout: 5 }`, '1:42', /a duration from 100ms to 1h/],
  [`up: { ${HTTP}, expect: { answer: x } }`, '1:33', /answer is for dns, not for http/, false],
  ['up: { tcp: { address: db } }', '1:23', /a host and a port/],
  ['up: { tcp: { address: "db:70000" } }', '1:24', /a host and a port/, false],
  ['up: { tls: { address: a:443, verify: maybe } }', '1:38', /must be true or false/],
  ['up: { dns: { name: a, type: ANY } }', '1:29', /must be one of A, AAAA/],
  ['up: { dns: { name: a, server: 300.1.1.1 } }', '1:31', /an address/, false],
  ['up: { promql: { url: http://p, query: x, top: "a b" } }', '1:48', /a label’s name/],
  [`health: { ${HTTP} }`, '1:1', /health is the shield’s own check/, false],
  [`a-b: { ${HTTP} }`, '1:1', /can’t be a check’s name/],
  [`up: { ${HTTP} }\nup: { ${HTTP} }`, '2:1', /`up` is given twice/, false],
  [`up: &a { ${HTTP} }\ntoo: *a`, '1:6', /anchors aren’t taken/, false],
  [`up: !!map { ${HTTP} }`, '1:11', /tags aren’t taken/, false],
  ['namespaces: [shop]', '1:1', /there is no check/, false],
  [`namespaces: [a b]\nup: { ${HTTP} }`, '1:14', /a namespace’s name/, false],
  [`--- \nup: { ${HTTP} }\n---\nup: 1`, '1:1', /several documents/, false],
  ['up: {', '1:6', /this isn’t YAML/, false],
  ['', '1:1', /the file is empty/, false],
  ['- up', '1:1', /must be a map from checks’ names/],
  ['up: 7', '1:5', /must be a map of http, tcp/],
];

it.each(FAULTY.map(([source, at, text, isInSchema = true]) => ({ source, at, text, isInSchema })))(
  '$source has a fault at $at',
  ({ source, at, text, isInSchema }) => {
    const parsed = parseDeclaredFile(source);
    const [first] = 'faults' in parsed ? parsed.faults : [];
    expect(first?.text).toMatch(text);
    expect(`${first?.line ?? '?'}:${first?.column ?? '?'}`).toBe(at);
    if (isInSchema) expect(validate(load(source))).toBe(false);
  },
);

it('reports all faults at once, in the order of the file', () => {
  const parsed = parseDeclaredFile('b: { tcp: { address: x } }\na: { http: { url: y, z: 1 } }\n');
  const positions = 'faults' in parsed ? parsed.faults.map(({ line, column }) => `${line}:${column}`) : [];
  expect(positions).toEqual(['1:22', '2:19', '2:22']);
});

it.each<readonly [string, string]>([
  [
    'more faults than are reported',
    Array.from({ length: 300 }, (_, at) => `c${at}: { http: { bearer: x } }`).join('\n'),
  ],
  ['deep nesting', `up: ${'['.repeat(5_000)}`],
  ['names of built-in properties', '__proto__: { a: 1 }\nconstructor: { http: {} }'],
  ['unprintable characters', '\u0001: 1'],
])('refuses %s quickly', (_, source) => {
  expect(parseDeclaredFile(source)).toMatchObject({ type: 'faults' });
});

it('matches the published JSON Schema', () => {
  const published = new URL('../../../../docs/check-file.schema.json', import.meta.url);
  const text = `${JSON.stringify(declaredFileSchema(), null, 2)}\n`;
  if (process.env['WRITE_CHECK_SCHEMA'] !== undefined) writeFileSync(published, text);
  expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(text));
});

const ROOT = join(import.meta.dirname, '../../../..');
const DOCUMENTED = [
  ...readFileSync(join(ROOT, 'docs/custom-checks.md'), 'utf8').matchAll(/```yaml\n(# yaml-language-server[^]*?)```/g),
];
const EXAMPLES = [
  ...globSync('checks/*.yaml', { cwd: ROOT }).map((file) => ({ file, source: readFileSync(join(ROOT, file), 'utf8') })),
  ...DOCUMENTED.map(([, source = '']) => ({ file: 'docs/custom-checks.md', source })),
];

it('has examples of each kind', () => {
  const kinds = EXAMPLES.flatMap(({ source }) => {
    const parsed = parseDeclaredFile(source);
    return parsed.type === 'checks' ? parsed.checks.map(({ kind }) => kind) : [];
  });
  expect([...new Set(kinds)].sort()).toEqual(['dns', 'grpc', 'http', 'promql', 'tcp', 'tls']);
  expect(DOCUMENTED).toHaveLength(1);
});

it.each(EXAMPLES)('$file is valid for the shield and for editors', ({ source }) => {
  expect(parseDeclaredFile(source)).toMatchObject({ type: 'checks' });
  validate(load(source));
  expect(validate.errors).toBeNull();
});
