// The format of a declared check file: one shape for both the parser and the JSON Schema for editors.
import { parseDuration } from '../../../config/duration.ts';
import { isName } from '../../../config/names.ts';
import { KIND_NAMES, KINDS } from './declared-targets.ts';
import { type JsonSchema, type ParsedBy, type Shape, listOf, object, parsedText, scalar, text } from './shape.ts';
import { THRESHOLD_PATTERN, parseThreshold } from './thresholds.ts';

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

const JSON_PATH = text({
  description: 'Where in the answer’s JSON: keys and indexes, as queue.messages or items[0].depth.',
  wanted: 'a path of keys and indexes, as queue.messages or items[0].depth',
  pattern: /^[A-Za-z0-9_$-]+(?:\.[A-Za-z0-9_$-]+|\[\d{1,6}\])*$/,
  maxLength: 200,
});

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

export const CHECK_SHAPE = object(
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
export type CheckFields = ParsedBy<typeof CHECK_SHAPE>;

export const NAMESPACES_SHAPE = listOf(
  parsedText({
    description: 'A namespace.',
    wanted: 'a namespace’s name',
    parse: (given) => (isName(given) ? given : undefined),
  }),
  'The checks are for services of the file’s name in these namespaces alone.',
  100,
);

/** For editors: `# yaml-language-server: $schema=check-file.schema.json`. */
export function declaredFileSchema(): JsonSchema {
  const oneKind = { oneOf: KIND_NAMES.map((kind) => ({ required: [kind] })) };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'kube-shields: declared checks of one service',
    description: 'A map from checks’ names to checks. docs/custom-checks.md explains each field.',
    type: 'object',
    properties: { namespaces: NAMESPACES_SHAPE.schema },
    patternProperties: { '^(?!namespaces$)[A-Za-z][A-Za-z0-9_]*$': { ...CHECK_SHAPE.schema, ...oneKind } },
    additionalProperties: false,
    minProperties: 1,
  };
}
