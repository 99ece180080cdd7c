// Parses single variables of the environment and collects their faults, so that all are reported at once.
import { isOneLetterOff } from './spelling.ts';
import { formatDuration, parseDuration } from '../duration.ts';

export type Env = Readonly<Record<string, string | undefined>>;

interface Range {
  readonly default: number;
  readonly min?: number;
  readonly max: number;
}

export class EnvReader {
  readonly faults: string[] = [];
  /** All variables that were read. */
  private readonly known = new Set(['KUBECONFIG']);
  private readonly env: Env;

  constructor(env: Env) {
    this.env = env;
  }

  /** Adds a fault of the variable; `says` must never contain a secret. */
  fault(name: string, says: string): void {
    this.faults.push(`${name}: ${says}`);
  }

  /** Trimmed; a variable that is set but empty counts as not set. */
  text(name: string): string | undefined {
    const text = this.valueOf(name)?.trim();
    return text === '' ? undefined : text;
  }

  /** Shells remove quotes; files of variables, such as kustomize's `config.env`, keep them. */
  private valueOf(name: string): string | undefined {
    this.known.add(name);
    const value = this.env[name];
    const quotes = /^\s*(["']).*\1\s*$/s.exec(value ?? '')?.[1];
    // FRAME_ANCESTORS has words in single quotes.
    if (value === undefined || !(quotes === '"' || (quotes === "'" && name !== 'FRAME_ANCESTORS'))) return value;
    this.faultOnce(name, 'begins and ends with a quote. Leave both out: files of variables keep them.');
    // Continue with the unquoted value, so that this causes no other faults.
    return value.trim().slice(1, -1);
  }

  /** Variables that are set, aren't known, and are one letter off one that is. */
  misspelled(): readonly string[] {
    return Object.keys(this.env)
      .filter((name) => !this.known.has(name))
      .flatMap((name) => {
        const meant = [...this.known].find((known) => isOneLetterOff(name, known));
        return meant === undefined ? [] : [`${name}: no such variable is read. If ${meant} is meant, write it so.`];
      });
  }

  private faultOnce(name: string, says: string): void {
    if (!this.faults.includes(`${name}: ${says}`)) this.fault(name, says);
  }

  /** Items by space or comma. Unlike the others, a list that is set but empty is an empty list. */
  list(name: string, fallback: readonly string[] = []): readonly string[] {
    return (
      this.valueOf(name)
        ?.split(/[\s,]+/)
        .filter((item) => item !== '') ?? fallback
    );
  }

  /** A list of valid items; each invalid item is a fault. */
  listOf(
    name: string,
    fits: (item: string) => boolean,
    wanted: string,
    fallback: readonly string[] = [],
  ): readonly string[] {
    const items = this.list(name, fallback);
    for (const item of items.filter((each) => !fits(each))) {
      this.fault(name, `${quote(item)} is not ${wanted}.`);
    }
    return [...new Set(items)];
  }

  choice<const T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const choice = choices.find((each) => each === text.toLowerCase());
    if (choice === undefined) this.fault(name, `${quote(text)} is not known. Set one of ${choices.join(', ')}.`);
    return choice ?? fallback;
  }

  integer(name: string, { default: fallback, min = 0, max }: Range): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= min && value <= max) return value;
    this.fault(name, `${quote(text)} is not a whole number from ${min} to ${max}.`);
    return fallback;
  }

  duration(name: string, { default: fallback, min = 0, max }: Range): number {
    const text = this.text(name);
    if (text === undefined) return fallback;
    const value = parseDuration(text);
    if (value === undefined) this.fault(name, `${quote(text)} is not a duration. Write it as 500ms, 30s, 5m or 2h.`);
    else if (value < min) this.fault(name, `${quote(text)} is too short. Set at least ${formatDuration(min)}.`);
    else if (value > max) this.fault(name, `${quote(text)} is too long. Set at most ${formatDuration(max)}.`);
    else return value;
    return fallback;
  }
}

/** Quotes a value for a message: shortened, and on one line. */
export function quote(value: string): string {
  const line = JSON.stringify(value.length > MAX_QUOTED ? `${value.slice(0, MAX_QUOTED)}…` : value);
  return `\`${line.slice(1, -1)}\``;
}

const MAX_QUOTED = 100;
