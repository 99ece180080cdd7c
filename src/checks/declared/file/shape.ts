// Combinators for YAML: each shape parses a node or reports a fault with its position, and describes itself as JSON
// Schema for editors.
import type { YamlFaults, YamlNode } from './yaml-tree.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Shape<T> {
  readonly schema: JsonSchema;
  /** Undefined if there are faults. */
  parse(node: YamlNode, faults: YamlFaults): T | undefined;
}

export type ParsedBy<S> = S extends Shape<infer T> ? T : never;

interface TextOptions {
  readonly description: string;
  /** A description that completes "must be …". */
  readonly wanted?: string;
  readonly pattern?: RegExp;
  readonly maxLength?: number;
}

export function text({ description, wanted = 'a text', pattern, maxLength = 1_000 }: TextOptions): Shape<string> {
  return {
    schema: {
      type: 'string',
      description,
      minLength: 1,
      maxLength,
      ...(pattern && { pattern: pattern.source }),
    },
    parse: (node, faults) => {
      if (node.kind === 'scalar' && typeof node.value === 'string' && node.value !== '') {
        if (node.value.length <= maxLength && (pattern?.test(node.value) ?? true)) return node.value;
      }
      faults.add(node.at, `must be ${wanted}.`);
      return undefined;
    },
  };
}

/** A text that `parse` accepts; undefined: it is invalid. */
export function parsedText<T>(options: TextOptions & { readonly parse: (text: string) => T | undefined }): Shape<T> {
  const { parse, ...rest } = options;
  const shape = text(rest);
  return {
    schema: shape.schema,
    parse: (node, faults) => {
      const value = shape.parse(node, faults);
      if (value === undefined) return undefined;
      const parsed = parse(value);
      if (parsed === undefined) faults.add(node.at, `must be ${options.wanted ?? 'a text that fits'}.`);
      return parsed;
    },
  };
}

export function flag(description: string): Shape<boolean> {
  return {
    schema: { type: 'boolean', description },
    parse: (node, faults) => {
      if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
      faults.add(node.at, 'must be true or false.');
      return undefined;
    },
  };
}

/** A text, a number or a boolean, unchanged. */
export function scalar(description: string): Shape<string | number | boolean> {
  return {
    schema: { type: ['string', 'number', 'boolean'], description },
    parse: (node, faults) => {
      if (node.kind === 'scalar' && node.value !== null) return node.value;
      faults.add(node.at, 'must be a text, a number, true or false.');
      return undefined;
    },
  };
}

export function oneOf<const T extends string>(description: string, choices: readonly T[]): Shape<T> {
  return {
    schema: { enum: choices, description },
    parse: (node, faults) => {
      const choice = choices.find((each) => node.kind === 'scalar' && node.text === each);
      if (choice === undefined) faults.add(node.at, `must be one of ${choices.join(', ')}.`);
      return choice;
    },
  };
}

/** At least one item; a single one needs no list. */
export function listOf<T>(item: Shape<T>, description: string, max = 20): Shape<readonly T[]> {
  const list = { type: 'array', items: item.schema, minItems: 1, maxItems: max };
  return {
    schema: { description, anyOf: [item.schema, list] },
    parse: (node, faults) => {
      const nodes = node.kind === 'list' ? node.items : [node];
      if (nodes.length === 0 || nodes.length > max) {
        faults.add(node.at, `must be a list of 1 to ${max} items.`);
        return undefined;
      }
      const items = nodes.map((each) => item.parse(each, faults));
      return items.some((each) => each === undefined) ? undefined : (items as readonly T[]);
    },
  };
}

interface MapOptions<T> {
  readonly description: string;
  readonly key: { readonly pattern: RegExp; readonly isAllowed?: (name: string) => boolean; readonly wanted: string };
  readonly value: Shape<T>;
  readonly max: number;
}

export function mapOf<T>({ description, key, value, max }: MapOptions<T>): Shape<ReadonlyMap<string, T>> {
  return {
    schema: {
      type: 'object',
      description,
      propertyNames: { pattern: key.pattern.source },
      additionalProperties: value.schema,
      maxProperties: max,
    },
    parse: (node, faults) => {
      if (node.kind !== 'map' || node.entries.size > max) {
        faults.add(node.at, `must be a map of at most ${max} entries.`);
        return undefined;
      }
      const entries = [...node.entries].map(([name, entry]): readonly [string, T | undefined] => {
        const fits = key.pattern.test(name) && (key.isAllowed?.(name) ?? true);
        if (!fits) faults.add(entry.at, `\`${shortened(name)}\` must be ${key.wanted}.`);
        return [name, value.parse(entry.value, faults)];
      });
      return entries.some(([, each]) => each === undefined) ? undefined : new Map(entries as [string, T][]);
    },
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Required<F extends Fields> = { readonly [K in keyof F]: ParsedBy<F[K]> };
type Optional<F extends Fields> = { readonly [K in keyof F]?: ParsedBy<F[K]> };

/** Unknown keys are faults. */
export function object<R extends Fields, O extends Fields>(
  description: string,
  required: R,
  optional: O,
): Shape<Required<R> & Optional<O>> {
  const fields: ReadonlyMap<string, Shape<unknown>> = new Map(Object.entries({ ...required, ...optional }));
  const properties = Object.fromEntries([...fields].map(([name, { schema }]) => [name, schema]));
  return {
    schema: { type: 'object', description, properties, required: Object.keys(required), additionalProperties: false },
    parse: (node, faults) => {
      if (node.kind !== 'map') {
        faults.add(node.at, `must be a map of ${[...fields.keys()].join(', ')}.`);
        return undefined;
      }
      const before = faults.count;
      for (const [name, { at }] of node.entries) {
        if (!fields.has(name))
          faults.add(at, `\`${shortened(name)}\` isn’t known here. Known are ${[...fields.keys()].join(', ')}.`);
      }
      for (const name of Object.keys(required)) {
        if (!node.entries.has(name)) faults.add(node.at, `\`${name}\` is missing.`);
      }
      const parsed = [...node.entries].map(([name, { value }]) => [name, fields.get(name)?.parse(value, faults)]);
      return faults.count > before ? undefined : (Object.fromEntries(parsed) as Required<R> & Optional<O>);
    },
  };
}

function shortened(name: string): string {
  return name.slice(0, 60);
}
