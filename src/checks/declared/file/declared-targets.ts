// The kinds of declared checks and their fields: one shape for both the parser and the JSON Schema.
import { type ParsedBy, flag, mapOf, object, oneOf, parsedText, text } from './shape.ts';

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

const FREE_HEADER = 'a header that a check may set; not Host, Authorization, Cookie or what frames the body';

function isFreeHeader(name: string): boolean {
  return !/^(?:host|content-length|transfer-encoding|connection|authorization|cookie)$/i.test(name);
}

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

/** Each with the unit of its figure; undefined: as `unit` says. */
export const KINDS = { http: HTTP, tcp: TCP, tls: TLS, dns: DNS, grpc: GRPC, promql: PROMQL } as const;
export const KIND_NAMES = ['http', 'tcp', 'tls', 'dns', 'grpc', 'promql'] as const;
export type Kind = (typeof KIND_NAMES)[number];
export type HttpTarget = ParsedBy<typeof HTTP>;
export type TcpTarget = ParsedBy<typeof TCP>;
export type TlsTarget = ParsedBy<typeof TLS>;
export type DnsTarget = ParsedBy<typeof DNS>;
export type GrpcTarget = ParsedBy<typeof GRPC>;
export type PromqlTarget = ParsedBy<typeof PROMQL>;

export type Target =
  | { readonly kind: 'http'; readonly target: HttpTarget }
  | { readonly kind: 'tcp'; readonly target: TcpTarget }
  | { readonly kind: 'tls'; readonly target: TlsTarget }
  | { readonly kind: 'dns'; readonly target: DnsTarget }
  | { readonly kind: 'grpc'; readonly target: GrpcTarget }
  | { readonly kind: 'promql'; readonly target: PromqlTarget };

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
