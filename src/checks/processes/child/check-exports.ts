// What a check file exports: its checks, options and namespaces.
import type { CheckContext } from '../../check.ts';
import { jsonOf, parse } from './original-json.ts';

/** Names that begin with `_` are ignored. */
export function exportsOf(module: object, format: 'module' | 'commonjs'): readonly (readonly [string, unknown])[] {
  const exported = format === 'commonjs' ? (module as { default: unknown }).default : module;
  if ((typeof exported !== 'object' && typeof exported !== 'function') || exported === null) return [];
  return Object.entries(exported).filter(([name]) => !name.startsWith('_'));
}

export function isCheck(
  entry: readonly [string, unknown],
): entry is readonly [string, (context: CheckContext) => unknown] {
  return typeof entry[1] === 'function' && !isClass(entry[1]);
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

/** As it is sent to the parent. */
export function describeExports(exported: readonly (readonly [string, unknown])[]): object {
  const classes = exported.filter(([, value]) => isClass(value)).map(([name]) => name);
  const valueOf = (wanted: string): unknown =>
    smallCopy(exported.find(([name, value]) => name === wanted && typeof value !== 'function')?.[1]);
  const functions = exported.filter(isCheck).map(([name]) => name);
  return { functions, classes, options: valueOf('options'), namespaces: valueOf('namespaces') };
}

function smallCopy(value: unknown): unknown {
  const json = jsonOf(value);
  return json.length > MAX_OPTIONS ? 'too large' : parse(json);
}

const MAX_OPTIONS = 64 * 1024;
