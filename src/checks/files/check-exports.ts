// Parses the exports of a check file: its checks with their timing, and warnings about what is ignored.
import { formatDuration, parseDuration } from '../../config/duration.ts';
import { isCheckName, isName } from '../../config/names.ts';

export interface CheckTimes {
  /** Milliseconds. */
  readonly interval: number;
  readonly timeout: number;
}

export interface ExportedCheck extends CheckTimes {
  readonly check: string;
}

export interface ParsedExports {
  readonly checks: readonly ExportedCheck[];
  /** The file applies to these namespaces only; absent: to all. */
  readonly namespaces?: readonly string[];
  /** Each a line for the log. */
  readonly oddities: readonly string[];
}

/** As many checks per service as other shields accept, besides `health` and `version`. */
const MAX_CHECKS = 62;

/** `exports` is what the child sends: `{ functions: names, classes: names, options: a copy, namespaces: a copy }`. */
export function parseExports(exports: unknown, defaults: CheckTimes): ParsedExports {
  const { functions, classes, options, namespaces } = exports as Partial<Record<string, unknown>>;
  const oddities: string[] = namesIn(classes).map((name) => `${name} is a class, not a function, so it isn’t a check.`);
  const names = namesIn(functions).filter((name) => fits(name, oddities));
  if (names.length > MAX_CHECKS) oddities.push(`only the first ${MAX_CHECKS} of its ${names.length} checks are run.`);
  const checks = names.slice(0, MAX_CHECKS);
  const timing = timingIn(options, checks, oddities);
  const exported = checks.map((check) => ({ check, ...timesOf(check, timing, defaults, oddities) }));
  return { checks: exported, ...namespacesIn(namespaces, oddities), oddities };
}

function namespacesIn(value: unknown, oddities: string[]): Pick<ParsedExports, 'namespaces'> {
  if (value === undefined || value === null) return {};
  const names = namesIn(value);
  if (Array.isArray(value) && names.length === value.length && names.length > 0 && names.every(isName)) {
    return { namespaces: names };
  }
  oddities.push("namespaces is ignored, so the checks are for every namespace. Write it as ['shop'].");
  return {};
}

function namesIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

function fits(name: string, oddities: string[]): boolean {
  if (OWN_CHECKS.has(name)) oddities.push(`${name} is the shield’s own check. Export it under another name.`);
  else if (!isCheckName(name)) oddities.push(`${JSON.stringify(name).slice(0, 60)} can’t be a check’s name. ${NAMES}`);
  else return true;
  return false;
}

export const OWN_CHECKS: ReadonlySet<string> = new Set(['health', 'uptime', 'drift', 'why']);
const NAMES = 'Use letters, digits and _, beginning with a letter.';

function timingIn(options: unknown, checks: readonly string[], oddities: string[]): ReadonlyMap<string, unknown> {
  if (options === undefined || options === null) return new Map();
  if (typeof options !== 'object' || Array.isArray(options)) {
    oddities.push("options is ignored. Write it as { hits: { interval: '10s', timeout: '2s' } }.");
    return new Map();
  }
  const given = Object.entries(options);
  for (const [name] of given) {
    if (!checks.includes(name)) oddities.push(`options has ${JSON.stringify(name).slice(0, 60)}, which isn’t a check.`);
  }
  return new Map(given);
}

function timesOf(
  check: string,
  timing: ReadonlyMap<string, unknown>,
  defaults: CheckTimes,
  oddities: string[],
): CheckTimes {
  const given = timing.get(check);
  const { interval, timeout } = (typeof given === 'object' && given !== null ? given : {}) as Record<string, unknown>;
  return {
    interval: duration(`${check}.interval`, interval, { default: defaults.interval, max: MAX_INTERVAL }, oddities),
    timeout: duration(`${check}.timeout`, timeout, { default: defaults.timeout, max: MAX_TIMEOUT }, oddities),
  };
}

/** As CHECK_INTERVAL and CHECK_TIMEOUT have it. */
const MIN_TIME = 100;
const MAX_INTERVAL = 168 * 3_600_000;
const MAX_TIMEOUT = 3_600_000;

function duration(
  name: string,
  value: unknown,
  { default: byDefault, max }: { readonly default: number; readonly max: number },
  oddities: string[],
): number {
  if (value === undefined) return byDefault;
  const milliseconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (milliseconds !== undefined && milliseconds >= MIN_TIME && milliseconds <= max) return milliseconds;
  oddities.push(
    `options.${name} is ignored. Write it as '10s', from ${formatDuration(MIN_TIME)} to ${formatDuration(max)}.`,
  );
  return byDefault;
}
