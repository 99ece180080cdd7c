// The OpenAPI document of the running app: its controllers as Nest knows them, with the entries that the composition root hands in.
// This file and all it imports is loaded when the document is first asked for: Swagger takes longer to load than the
// rest of a start, and most shields are never asked.
import type { INestApplication } from '@nestjs/common';
import { DECORATORS, DocumentBuilder, type OpenAPIObject, type PathsObject, SwaggerModule } from '@nestjs/swagger';
import { ROUTE_NAMES, ROUTES, type RouteName } from '../http/request/routes.ts';
import { HEADER_COMPONENTS } from './openapi-headers.dto.ts';
import { RESPONSE_COMPONENTS } from './openapi-problem.dto.ts';
import type { RouteEntries } from './route-entries.dto.ts';

/** A method of a controller, and the route that it answers. */
export interface Handler {
  readonly route: RouteName;
  readonly controller: object;
  readonly method: string;
}

export function openapiDocument(
  app: INestApplication,
  handlers: readonly Handler[],
  { operations, withForms }: RouteEntries,
  version: string,
): OpenAPIObject {
  for (const handler of handlers) describe(handler, operations);
  const head = { ...HEAD, info: { ...HEAD.info, version } };
  const { paths, components, ...document } = SwaggerModule.createDocument(app, head, { autoTagControllers: false });
  return {
    ...document,
    paths: withSharedAnswers(inOrder(withForms(paths))),
    components: {
      ...components,
      schemas: sorted(components?.schemas ?? {}),
      responses: RESPONSE_COMPONENTS,
      headers: HEADER_COMPONENTS,
    },
  };
}

/** Once in a process: decorators are cumulative, and tests run several apps. */
function describe({ route, controller, method }: Handler, operations: RouteEntries['operations']): void {
  const descriptor = Object.getOwnPropertyDescriptor(controller, method);
  if (descriptor === undefined || Reflect.hasMetadata(DECORATORS.API_OPERATION, descriptor.value as object)) return;
  operations[route](controller, method, descriptor);
}

/** As routes.ts has them; a path's forms follow it. */
function inOrder(paths: PathsObject): PathsObject {
  const order = ROUTE_NAMES.map((name) => ROUTES[name].path.replaceAll(/:(\w+)/g, '{$1}'));
  const rank = (path: string): number => order.indexOf(path.replace(/\.(?:svg|json)$/, '')) + order.length;
  const positionOf = (path: string): number => (order.includes(path) ? order.indexOf(path) + order.length : rank(path));
  return Object.fromEntries(Object.entries(paths).sort(([a], [b]) => positionOf(a) - positionOf(b)));
}

/** Answers that many routes share become components of the document. */
function withSharedAnswers(paths: PathsObject): PathsObject {
  const names = new Map(Object.entries(RESPONSE_COMPONENTS).map(([name, answer]) => [JSON.stringify(answer), name]));
  const shared = (answer: unknown): unknown => {
    const name = names.get(JSON.stringify(answer));
    return name === undefined ? answer : { $ref: `#/components/responses/${name}` };
  };
  return JSON.parse(JSON.stringify(paths), (_, value: unknown) => shared(value)) as PathsObject;
}

function sorted<T>(entries: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const DESCRIPTION = `Status badges for everything that runs in a Kubernetes cluster, as images and as data.

- Every path works with and without one slash at its end. HEAD is answered as GET is, without the body.
- Unknown parameters are ignored; a known parameter that occurs twice is an error, and an empty one counts as absent.
- A private shield (\`OTHER_SHIELDS\` unset) has no pages, and except for probes it answers only signed requests; in public
  mode only \`/federation/\` needs a signature. Answers to signed requests are \`no-store\`.
- Errors are problem+json (RFC 9457): \`type\` is for programs, \`detail\` says what to do.`;

const SIGNATURE = `HTTP Message Signatures (RFC 9421) with \`hmac-sha256\` and a key that the shields share. It covers exactly
\`("@method" "@authority" "@path" "@query")\`, and \`"last-event-id"\` where that header is sent. Parameters: \`created\` (at most 30 s
from the shield's clock), \`nonce\` (16 to 64 characters, never used twice), \`keyid\`, \`tag="kube-shields-v1"\`.
\`node dist/main.js sign GET URL\` prints both headers; docs/federation.md has test vectors.`;

const READ_TOKEN = `A token of READ_TOKENS, for programs such as Grafana: it opens the pages, badges and data of a private shield,
but never \`/federation/\`.`;

const header = (
  name: string,
  description: string,
): { type: 'apiKey'; in: string; name: string; description: string } => ({
  type: 'apiKey',
  in: 'header',
  name,
  description,
});

/** The server is where the document was found: it holds for every deployment, behind any path. */
const HEAD = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('kube-shields')
  .setDescription(DESCRIPTION)
  .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
  .addServer('..', 'The shield that serves this document')
  .addTag('badges', 'Badges, which can be embedded anywhere.')
  .addTag('services', 'Services, objects, checks, peers and sources as JSON.')
  .addTag('pages', 'Web pages for people; public mode only.')
  .addTag('federation', 'The protocol between shields; requests are always signed.')
  .addTag('probes', 'Probes for the kubelet and load balancers; open in every mode.')
  .addTag('docs', 'This API documentation; public mode only.')
  .addSecurity('readToken', { type: 'http', scheme: 'bearer', description: READ_TOKEN })
  .addSecurity('signatureInput', header('Signature-Input', `${SIGNATURE} This header lists what is covered.`))
  .addSecurity('signature', header('Signature', 'The signature that `Signature-Input` describes.'))
  .build();
// No contact: the builder would leave an empty one.
delete HEAD.info.contact;
