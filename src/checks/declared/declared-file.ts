// What a declared check file may say: one shape, from which both the parser and the JSON Schema for editors come.
import { parseDuration } from '../../config/duration.ts';
import { isCheckName, isName } from '../../config/names.ts';
import { OWN_CHECKS } from '../check-exports.ts';
import {
  type JsonSchema,
  type ParsedBy,
  type Shape,
  flag,
  listOf,
  mapOf,
  object,
  oneOf,
  parsedText,
  scalar,
  text,
} from './shape.ts';
import { THRESHOLD_PATTERN, type Thresholds, inUnit, parseThreshold } from './thresholds.ts';
import { type YamlFault, YamlFaults, type YamlNode, parseYamlTree } from './yaml-tree.ts';

const HOST = String.raw`(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])`;

export interface Address {
  readonly host: string;
  readonly port: number;
}

const ADDRESS = parsedText({
  description: 'A host and a port.',
  wanted: 'a host and a port, as db.shop:5432 or [fd00::7]:5432',
  pattern: new RegExp(`^${HOST}:\\d{1,5}$`),
  parse: parseAddress,
});

const SERVER_NAME = text({
  description: 'The name that the certificate has to be for; the host where it isn’t given.',
  wanted: 'a host name',
  pattern: /^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}$/,
});

const CA = text({
  description: 'An absolute path: PEM certificates to trust in the place of the usual ones.',
  wanted: 'an absolute path, as /etc/checks/ca.pem',
  pattern: /^\/[^\0]*$/,
});

const SECRET = text({
  description:
    'A file in the folder that CHECK_SECRETS_DIR names, relative to it. Its content is sent over https only.',
  wanted: 'a file’s path in CHECK_SECRETS_DIR, as prometheus/token',
  pattern: /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\0]+$/,
});

const URL_SHAPE = parsedText({
  description: 'http or https, without user info and fragment.',
  wanted: 'an http or https URL without user info and fragment',
  pattern: /^https?:\/\//,
  maxLength: 2_000,
  parse: parseUrl,
});

const CREDENTIALS = {
  bearer: SECRET,
  basic: SECRET,
} as const;

const STATUS = parsedText({
  description: 'A status, as 204, or a class of them, as 2xx.',
  wanted: 'a status or a class of them, as 204 or 2xx',
  pattern: /^[1-5](?:\d\d|xx)$/,
  parse: (given) => given,
});

/** YAML reads 204 as a number. */
const STATUS_TEXT: Shape<string> = {
  schema: { anyOf: [STATUS.schema, { type: 'integer', minimum: 100, maximum: 599 }] },
  parse: (node, faults) => STATUS.parse(node.kind === 'scalar' ? { ...node, value: node.text } : node, faults),
};

const FREE_HEADER = 'a header that a check may set; not Host, Authorization, Cookie or what frames the body';

function isFreeHeader(name: string): boolean {
  return !/^(?:host|content-length|transfer-encoding|connection|authorization|cookie)$/i.test(name);
}

const JSON_PATH = text({
  description: 'Where in the answer’s JSON: keys and indexes, as queue.messages or items[0].depth.',
  wanted: 'a path of keys and indexes, as queue.messages or items[0].depth',
  pattern: /^[A-Za-z0-9_$-]+(?:\.[A-Za-z0-9_$-]+|\[\d{1,6}\])*$/,
  maxLength: 200,
});

const HTTP = object(
  'Asks a URL. The figure is how long the answer takes, or the number at `expect.json.path`.',
  { url: URL_SHAPE },
  {
    method: oneOf('GET where it isn’t given.', ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']),
    headers: mapOf({
      description: 'Headers of the request, in plain text. Secrets go into `bearer` or `basic`.',
      key: { pattern: /^[A-Za-z0-9-]{1,64}$/, isAllowed: isFreeHeader, wanted: FREE_HEADER },
      value: text({ description: 'Its value.', wanted: 'a text of printable ASCII', pattern: /^[\x20-\x7e]*$/ }),
      max: 20,
    }),
    body: text({ description: 'What is sent with POST and PUT.', maxLength: 10_000 }),
    redirects: flag(
      'Follow up to 3 redirects to the same host and scheme, without credentials. Not followed where it isn’t given.',
    ),
    ca: CA,
    ...CREDENTIALS,
  },
);

const TCP = object('Opens a connection. The figure is how long that takes.', { address: ADDRESS }, {});

const TLS = object(
  'Looks at the certificate of a TLS server. The figure is how many days it is good for.',
  { address: ADDRESS },
  {
    servername: SERVER_NAME,
    ca: CA,
    verify: flag('Whether who issued it and for which name matters: true where it isn’t given.'),
  },
);

const DNS = object(
  'Asks for records. The figure is how long the answer takes.',
  {
    name: text({
      description: 'The whole name; no search domains are added.',
      wanted: 'a name',
      pattern: /^[A-Za-z0-9_*](?:[A-Za-z0-9._-]{0,252})$/,
    }),
  },
  {
    type: oneOf('A where it isn’t given.', ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'SRV', 'TXT']),
    server: parsedText({
      description: 'The server to ask, as an address, perhaps with a port; the system’s where it isn’t given.',
      wanted: 'an address, as 10.96.0.10 or 10.96.0.10:53',
      pattern: /^(?:\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::\d{1,5})?|[0-9A-Fa-f:.]{2,45})$/,
      parse: (given) => (isAddress(given) ? given : undefined),
    }),
  },
);

const GRPC = object(
  'Asks a gRPC server for its health (grpc.health.v1). The figure is how long the answer takes.',
  { address: ADDRESS },
  {
    service: text({
      description: 'Whose health; the whole server’s where it isn’t given.',
      wanted: 'a service’s name',
      pattern: /^[A-Za-z0-9_./-]{1,200}$/,
    }),
    tls: flag('Over TLS. Not where it isn’t given.'),
    servername: SERVER_NAME,
    ca: CA,
  },
);

const PROMQL = object(
  'Asks Prometheus, or what has its API, for one value now. The figure is that value.',
  { url: URL_SHAPE, query: text({ description: 'An instant query.', maxLength: 4_000 }) },
  {
    top: text({
      description: 'Of several values the worst is shown, with this label of it.',
      wanted: 'a label’s name',
      pattern: /^[A-Za-z_][A-Za-z0-9_]{0,63}$/,
    }),
    ca: CA,
    ...CREDENTIALS,
  },
);

/** Each with the unit of its figure; undefined: whatever `unit` says. */
const KINDS = { http: HTTP, tcp: TCP, tls: TLS, dns: DNS, grpc: GRPC, promql: PROMQL } as const;
export const KIND_NAMES = ['http', 'tcp', 'tls', 'dns', 'grpc', 'promql'] as const;
export type Kind = (typeof KIND_NAMES)[number];
export type HttpTarget = ParsedBy<typeof HTTP>;
export type TcpTarget = ParsedBy<typeof TCP>;
export type TlsTarget = ParsedBy<typeof TLS>;
export type DnsTarget = ParsedBy<typeof DNS>;
export type GrpcTarget = ParsedBy<typeof GRPC>;
export type PromqlTarget = ParsedBy<typeof PROMQL>;

const DURATION = (description: string, min: string, max: string): Shape<string> =>
  parsedText({
    description,
    wanted: `a duration from ${min} to ${max}, as 500ms, 30s, 5m or 2h`,
    pattern: /^\d{1,9}(?:ms|s|m|h)$/,
    parse: (given) => {
      const value = parseDuration(given);
      return value !== undefined && value >= (parseDuration(min) ?? 0) && value <= (parseDuration(max) ?? 0)
        ? given
        : undefined;
    },
  });

const THRESHOLD = parsedText({
  description: 'What the figure is compared with.',
  wanted: 'a comparison, as above 500ms, below 14 d, at least 99.5, at most 3 or is 1',
  pattern: THRESHOLD_PATTERN,
  parse: parseThreshold,
});

const EXPECT = object(
  'What else has to be so.',
  {},
  {
    status: listOf(STATUS_TEXT, 'http: the statuses that are good; 2xx where it isn’t given.'),
    json: object(
      'http: a place in the answer’s JSON.',
      { path: JSON_PATH },
      {
        equals: scalar('What has to stand there. Without it, the number there is the figure.'),
      },
    ),
    answer: listOf(
      text({ description: 'A record as it is written.', maxLength: 300 }),
      'dns: what the answer has to hold.',
    ),
  },
);
export type Expectation = ParsedBy<typeof EXPECT>;

const CHECK = object(
  'A check: exactly one of http, tcp, tls, dns, grpc and promql, and how its figure is judged.',
  {},
  {
    ...KINDS,
    expect: EXPECT,
    ok: THRESHOLD,
    warn: THRESHOLD,
    fail: THRESHOLD,
    unit: text({
      description: 'What the figure is counted in, for promql and expect.json.',
      wanted: 'a unit of at most 16 characters',
      pattern: /^[^\p{C}]{1,16}$/u,
    }),
    label: text({ description: 'Left of the figure; the check’s name where it isn’t given.', maxLength: 64 }),
    interval: DURATION(
      'From the start of a run to the start of the next; CHECK_INTERVAL where it isn’t given.',
      '100ms',
      '168h',
    ),
    timeout: DURATION('CHECK_TIMEOUT where it isn’t given.', '100ms', '1h'),
  },
);
type GivenCheck = ParsedBy<typeof CHECK>;

const NAMESPACES = listOf(
  parsedText({
    description: 'A namespace.',
    wanted: 'a namespace’s name',
    parse: (given) => (isName(given) ? given : undefined),
  }),
  'The checks are for services of the file’s name in these namespaces alone.',
  100,
);

export type Target =
  | { readonly kind: 'http'; readonly target: HttpTarget }
  | { readonly kind: 'tcp'; readonly target: TcpTarget }
  | { readonly kind: 'tls'; readonly target: TlsTarget }
  | { readonly kind: 'dns'; readonly target: DnsTarget }
  | { readonly kind: 'grpc'; readonly target: GrpcTarget }
  | { readonly kind: 'promql'; readonly target: PromqlTarget };

export type DeclaredCheck = Target & {
  readonly name: string;
  readonly expect: Expectation;
  /** In the figure's unit. */
  readonly thresholds: Thresholds;
  readonly unit: string;
  readonly label?: string;
  readonly interval?: string;
  readonly timeout?: string;
};

export type ParsedFile =
  | { readonly type: 'checks'; readonly checks: readonly DeclaredCheck[]; readonly namespaces?: readonly string[] }
  | { readonly type: 'faults'; readonly faults: readonly [YamlFault, ...YamlFault[]] };

/** All faults at once, in the order in which they stand. */
export function parseDeclaredFile(source: string): ParsedFile {
  const faults = new YamlFaults(source);
  const root = parseYamlTree(source, faults);
  const checks = root === undefined ? [] : checksIn(root, faults);
  const namespaces = root?.kind === 'map' ? root.entries.get('namespaces')?.value : undefined;
  const parsed = namespaces && NAMESPACES.parse(namespaces, faults);
  const [first, ...others] = faults.all.toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (first) return { type: 'faults', faults: [first, ...others] };
  return { type: 'checks', checks, ...(parsed && { namespaces: parsed }) };
}

function checksIn(root: YamlNode, faults: YamlFaults): readonly DeclaredCheck[] {
  if (root.kind !== 'map') {
    faults.add(root.at, 'the file must be a map from checks’ names to checks.');
    return [];
  }
  const entries = [...root.entries].filter(([name]) => name !== 'namespaces');
  if (entries.length === 0)
    faults.add(root.at, 'there is no check. Write `up: { http: { url: https://example.com/ } }`.');
  return entries.flatMap(([name, { at, value }]) => {
    if (!isCheckName(name)) faults.add(at, `\`${name.slice(0, 60)}\` can’t be a check’s name: ${CHECK_NAME}.`);
    if (OWN_CHECKS.has(name)) faults.add(at, `${name} is the shield’s own check. Use another name.`);
    const given = CHECK.parse(value, faults);
    return given === undefined ? [] : (checkOf(name, given, value, faults) ?? []);
  });
}

const CHECK_NAME = 'use letters, digits and _, beginning with a letter';

function checkOf(name: string, given: GivenCheck, node: YamlNode, faults: YamlFaults): DeclaredCheck | undefined {
  const { expect = {}, ok, warn, fail, label, interval, timeout } = given;
  const target = targetOf(given, node, faults);
  if (target === undefined) return undefined;
  const unit = unitOf(target, given);
  const before = faults.count;
  const place = placeIn(node);
  if (given.unit !== undefined && unit !== given.unit)
    faults.add(place('unit'), `the figure is in ${unit}. Leave the unit out.`);
  const thresholds = inFigureUnit({ ...DEFAULTS[target.kind], ...defined({ ok, warn, fail }) }, unit, place, faults);
  findMisplaced(target, expect, place('expect'), faults);
  if ('target' in target) findExposedSecret(target, place(target.kind), faults);
  if (faults.count > before) return undefined;
  return { ...target, name, expect, thresholds, unit, ...defined({ label, interval, timeout }) };
}

/** A certificate that runs out soon is worth a color without being asked. */
const DEFAULTS: Readonly<Record<Kind, Thresholds>> = {
  http: {},
  tcp: {},
  tls: { warn: { operator: '<', value: 21, unit: 'd' }, fail: { operator: '<', value: 7, unit: 'd' } },
  dns: {},
  grpc: {},
  promql: {},
};

type Place = (key: string) => number;

function placeIn(node: YamlNode): Place {
  return (key) => (node.kind === 'map' ? (node.entries.get(key)?.at ?? node.at) : node.at);
}

function targetOf(given: GivenCheck, node: YamlNode, faults: YamlFaults): Target | undefined {
  const kinds = KIND_NAMES.filter((kind) => given[kind] !== undefined);
  const [kind] = kinds;
  if (kind !== undefined && kinds.length === 1) return { kind, target: given[kind] } as Target;
  faults.add(
    node.at,
    kinds.length === 0
      ? `one of ${KIND_NAMES.join(', ')} is missing.`
      : `${kinds.join(' and ')} can’t be one check. Make two.`,
  );
  return undefined;
}

function unitOf({ kind }: Target, { expect, unit = '' }: GivenCheck): string {
  if (kind === 'promql') return unit;
  if (kind === 'tls') return 'd';
  return expect?.json !== undefined && expect.json.equals === undefined ? unit : 'ms';
}

function inFigureUnit(thresholds: Thresholds, unit: string, place: Place, faults: YamlFaults): Thresholds {
  const converted = (['ok', 'warn', 'fail'] as const).flatMap((name) => {
    const given = thresholds[name];
    const threshold = given && inUnit(given, unit);
    if (given && !threshold)
      faults.add(place(name), `the figure is ${unit === '' ? 'a bare number' : `in ${unit}`}, not in ${given.unit}.`);
    return threshold ? [[name, threshold] as const] : [];
  });
  return Object.fromEntries(converted);
}

function findMisplaced({ kind }: Target, expect: Expectation, at: number, faults: YamlFaults): void {
  if (kind !== 'http' && (expect.status ?? expect.json) !== undefined)
    faults.add(at, `status and json are for http, not for ${kind}.`);
  if (kind !== 'dns' && expect.answer !== undefined) faults.add(at, `answer is for dns, not for ${kind}.`);
}

/** On a plain connection anyone on the way could read it. */
function findExposedSecret({ kind, target }: Target, at: number, faults: YamlFaults): void {
  if (kind !== 'http' && kind !== 'promql') return;
  if (target.bearer === undefined && target.basic === undefined) return;
  if (!target.url.startsWith('https:'))
    faults.add(at, 'secrets are sent over https only. Write an https URL, or leave bearer and basic out.');
  if (target.bearer !== undefined && target.basic !== undefined)
    faults.add(at, 'bearer and basic can’t be sent both. Keep one.');
}

function parseUrl(given: string): string | undefined {
  const url = URL.parse(given);
  return url?.username === '' && url.password === '' && url.hash === '' ? url.href : undefined;
}

function parseAddress(given: string): Address | undefined {
  const [, host = '', digits] = /^(.*):(\d+)$/.exec(given) ?? [];
  const port = Number(digits);
  return port >= 1 && port <= 65_535 ? { host: host.replace(/^\[|\]$/g, ''), port } : undefined;
}

/** IPv4 or IPv6, perhaps with a port. */
function isAddress(given: string): boolean {
  const url = URL.parse(`http://${/^[^[]*:[^\]]*:/.test(given) ? `[${given}]` : given}`);
  return (
    url !== null &&
    /^(?:\[.*\]|[\d.]+)$/.test(url.hostname) &&
    (url.hostname.startsWith('[') || given.startsWith(url.hostname))
  );
}

/** Without what isn't given. */
function defined<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

/** For editors: `# yaml-language-server: $schema=check-file.schema.json`. */
export function declaredFileSchema(): JsonSchema {
  const oneKind = { oneOf: KIND_NAMES.map((kind) => ({ required: [kind] })) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'kube-shields: declared checks of one service',
    description: 'A map from checks’ names to checks. docs/custom-checks.md explains each field.',
    type: 'object',
    properties: { namespaces: NAMESPACES.schema },
    patternProperties: { '^(?!namespaces$)[A-Za-z][A-Za-z0-9_]*$': { ...CHECK.schema, ...oneKind } },
    additionalProperties: false,
    minProperties: 1,
  };
}
