// Parses a declared check file: its checks, or all of its faults with line and column.
import { isCheckName } from '../../../config/names.ts';
import { OWN_CHECKS } from '../../files/check-exports.ts';
import { CHECK_SHAPE, type Expectation, type CheckFields, NAMESPACES_SHAPE } from './declared-shape.ts';
import { type Kind, KIND_NAMES, type Target } from './declared-targets.ts';
import { type Thresholds, inUnit } from './thresholds.ts';
import { type YamlFault, YamlFaults, type YamlNode, parseYamlTree } from './yaml-tree.ts';

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

/** Reports all faults at once, in the order of the file. */
export function parseDeclaredFile(source: string): ParsedFile {
  const faults = new YamlFaults(source);
  const root = parseYamlTree(source, faults);
  const checks = root === undefined ? [] : checksIn(root, faults);
  const namespaces = root?.kind === 'map' ? root.entries.get('namespaces')?.value : undefined;
  const parsed = namespaces && NAMESPACES_SHAPE.parse(namespaces, faults);
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
    const given = CHECK_SHAPE.parse(value, faults);
    return given === undefined ? [] : (checkOf(name, given, value, faults) ?? []);
  });
}

const CHECK_NAME = 'use letters, digits and _, beginning with a letter';

function checkOf(name: string, given: CheckFields, node: YamlNode, faults: YamlFaults): DeclaredCheck | undefined {
  const { expect = {}, ok, warn, fail, label, interval, timeout } = given;
  const target = targetOf(given, node, faults);
  if (target === undefined) return undefined;
  const unit = unitOf(target, given);
  const before = faults.count;
  const offsetOf = offsetsIn(node);
  if (given.unit !== undefined && unit !== given.unit)
    faults.add(offsetOf('unit'), `the figure is in ${unit}. Leave the unit out.`);
  const thresholds = inFigureUnit({ ...DEFAULTS[target.kind], ...defined({ ok, warn, fail }) }, unit, offsetOf, faults);
  findMisplaced(target, expect, offsetOf('expect'), faults);
  if ('target' in target) findExposedSecret(target, offsetOf(target.kind), faults);
  if (faults.count > before) return undefined;
  return { ...target, name, expect, thresholds, unit, ...defined({ label, interval, timeout }) };
}

/** Default thresholds: a certificate that expires soon is a warning. */
const DEFAULTS: Readonly<Record<Kind, Thresholds>> = {
  http: {},
  tcp: {},
  tls: { warn: { operator: '<', value: 21, unit: 'd' }, fail: { operator: '<', value: 7, unit: 'd' } },
  dns: {},
  grpc: {},
  promql: {},
};

type OffsetOf = (key: string) => number;

function offsetsIn(node: YamlNode): OffsetOf {
  return (key) => (node.kind === 'map' ? (node.entries.get(key)?.at ?? node.at) : node.at);
}

function targetOf(given: CheckFields, node: YamlNode, faults: YamlFaults): Target | undefined {
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

function unitOf({ kind }: Target, { expect, unit = '' }: CheckFields): string {
  if (kind === 'promql') return unit;
  if (kind === 'tls') return 'd';
  return expect?.json !== undefined && expect.json.equals === undefined ? unit : 'ms';
}

function inFigureUnit(thresholds: Thresholds, unit: string, offsetOf: OffsetOf, faults: YamlFaults): Thresholds {
  const converted = (['ok', 'warn', 'fail'] as const).flatMap((name) => {
    const given = thresholds[name];
    const threshold = given && inUnit(given, unit);
    if (given && !threshold)
      faults.add(
        offsetOf(name),
        `the figure is ${unit === '' ? 'a bare number' : `in ${unit}`}, not in ${given.unit}.`,
      );
    return threshold ? [[name, threshold] as const] : [];
  });
  return Object.fromEntries(converted);
}

function findMisplaced({ kind }: Target, expect: Expectation, at: number, faults: YamlFaults): void {
  if (kind !== 'http' && (expect.status ?? expect.json) !== undefined)
    faults.add(at, `status and json are for http, not for ${kind}.`);
  if (kind !== 'dns' && expect.answer !== undefined) faults.add(at, `answer is for dns, not for ${kind}.`);
}

/** Over plain HTTP anyone on the network could read it. */
function findExposedSecret({ kind, target }: Target, at: number, faults: YamlFaults): void {
  if (kind !== 'http' && kind !== 'promql') return;
  if (target.bearer === undefined && target.basic === undefined) return;
  if (!target.url.startsWith('https:'))
    faults.add(at, 'secrets are sent over https only. Write an https URL, or leave bearer and basic out.');
  if (target.bearer !== undefined && target.basic !== undefined)
    faults.add(at, 'bearer and basic can’t be sent both. Keep one.');
}

/** Without undefined fields. */
function defined<T extends object>(fields: T): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
