// Parses YAML to a tree of nodes with positions, so that every fault can name its line and column. A subset of YAML is
// accepted: one document, without anchors, aliases, tags and duplicate keys.
import {
  EVENT_ID,
  type Event,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
  getScalarValue,
  parseEvents,
} from 'js-yaml';

export interface YamlFault {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

export type Scalar = string | number | boolean | null;

export type YamlNode =
  | { readonly kind: 'scalar'; readonly at: number; readonly value: Scalar; readonly text: string }
  | { readonly kind: 'list'; readonly at: number; readonly items: readonly YamlNode[] }
  | { readonly kind: 'map'; readonly at: number; readonly entries: ReadonlyMap<string, YamlEntry> };

export interface YamlEntry {
  /** Of the key; offsets into the text. */
  readonly at: number;
  readonly value: YamlNode;
}

/** Collects the faults of one file, so that all are reported at once. */
export class YamlFaults {
  /** The first faults. */
  readonly all: YamlFault[] = [];
  /** The total number of faults. */
  count = 0;
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  add(at: number, text: string): void {
    this.count += 1;
    if (this.count > MAX_FAULTS) return;
    const before = this.source.slice(0, at);
    const line = before.split('\n').length;
    this.all.push({ line, column: at - before.lastIndexOf('\n'), text });
  }
}

/** More faults than anyone fixes at once. */
const MAX_FAULTS = 100;

/** Undefined if the text isn't YAML; then there is a fault. */
export function parseYamlTree(source: string, faults: YamlFaults): YamlNode | undefined {
  try {
    return new TreeReader(source, parseEvents(source, { maxDepth: MAX_DEPTH }), faults).read();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    faults.add(error.mark?.position ?? 0, `this isn’t YAML: ${error.reason}.`);
    return undefined;
  }
}

const MAX_DEPTH = 12;

class TreeReader {
  private readonly source: string;
  private readonly events: readonly Event[];
  private readonly faults: YamlFaults;
  private next = 0;

  constructor(source: string, events: readonly Event[], faults: YamlFaults) {
    this.source = source;
    this.events = events;
    this.faults = faults;
  }

  read(): YamlNode | undefined {
    const documents = this.events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length;
    if (documents === 1 && this.events.length > 2) {
      this.next = 1;
      return this.node();
    }
    this.faults.add(0, documents > 1 ? 'there are several documents. Keep one.' : 'the file is empty.');
    return undefined;
  }

  private node(): YamlNode {
    const event = this.take();
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return this.scalar(event);
      case EVENT_ID.SEQUENCE:
        this.refuseExtras(event, event.start);
        return { kind: 'list', at: event.start, items: this.items() };
      case EVENT_ID.MAPPING:
        this.refuseExtras(event, event.start);
        return { kind: 'map', at: event.start, entries: this.entries() };
      case EVENT_ID.ALIAS:
        this.faults.add(event.anchorStart, 'aliases aren’t taken. Write the value out.');
        return { kind: 'scalar', at: event.anchorStart, value: null, text: '' };
      default:
        throw new Error(`no node begins with event ${event.type}`);
    }
  }

  private take(): Event {
    const event = this.events[this.next];
    if (event === undefined) throw new Error('the events end within a node');
    this.next += 1;
    return event;
  }

  private isAtEnd(): boolean {
    if (this.events[this.next]?.type !== EVENT_ID.POP) return false;
    this.next += 1;
    return true;
  }

  private items(): readonly YamlNode[] {
    const items: YamlNode[] = [];
    while (!this.isAtEnd()) items.push(this.node());
    return items;
  }

  private entries(): ReadonlyMap<string, YamlEntry> {
    const entries = new Map<string, YamlEntry>();
    while (!this.isAtEnd()) {
      const key = this.node();
      const value = this.node();
      if (key.kind !== 'scalar') this.faults.add(key.at, 'a key must be a name.');
      else if (entries.has(key.text)) this.faults.add(key.at, `\`${key.text.slice(0, 60)}\` is given twice.`);
      else entries.set(key.text, { at: key.at, value });
    }
    return entries;
  }

  private scalar(event: ScalarEvent): YamlNode {
    this.refuseExtras(event, event.valueStart);
    const text = getScalarValue(this.source, event);
    const value = event.style === SCALAR_STYLE.PLAIN ? plainValue(text) : text;
    return { kind: 'scalar', at: Math.max(0, event.valueStart), value, text };
  }

  private refuseExtras(event: { readonly anchorStart: number; readonly tagStart: number }, at: number): void {
    if (event.anchorStart >= 0) this.faults.add(event.anchorStart, 'anchors aren’t taken. Write the value out.');
    if (event.tagStart >= 0) this.faults.add(at, 'tags aren’t taken. Leave the tag out.');
  }
}

/** As YAML's core schema has it, in decimal: https://yaml.org/spec/1.2.2/#1032-tag-resolution */
function plainValue(text: string): Scalar {
  if (text === '' || text === '~' || /^null$/i.test(text)) return null;
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : text;
}
