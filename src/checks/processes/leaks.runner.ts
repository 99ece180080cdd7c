// What a file's code leaves behind in its process that others there could feel: timers, servers and processes still at
// work, and built-in objects that it changed. Part of the program that runs in a child process.

type Snapshot = ReadonlyMap<object, ReadonlyMap<PropertyKey, unknown>>;

/** Taken before any foreign code is loaded; `look` then says what is other than it was. */
export class LeftBehind {
  private readonly before: Snapshot = snapshot();
  private readonly resources = countResources();

  look(): readonly string[] {
    try {
      return [...this.stillAtWork(), ...this.changed()];
    } catch {
      return ['changed what looking needs'];
    }
  }

  private stillAtWork(): readonly string[] {
    const now = countResources();
    return [...now].filter(([type, count]) => count > (this.resources.get(type) ?? 0)).map(([type]) => type);
  }

  private changed(): readonly string[] {
    for (const [object, properties] of snapshot()) {
      const known = this.before.get(object);
      for (const [key, value] of properties) {
        // Node itself adds globals when they are first used.
        if (object === globalThis && known?.has(key) !== true) continue;
        if (!Object.is(known?.get(key), value)) return [`changed ${nameOf(object)}.${String(key)}`];
      }
      if (known !== undefined && known.size > properties.size) return [`took from ${nameOf(object)}`];
    }
    return [];
  }
}

/** Sockets are not among them: a kept-alive connection is good manners. */
const RESOURCES = new Set(['Timeout', 'Immediate', 'ProcessWrap', 'MessagePort', 'TCPServerWrap', 'PipeServerWrap']);

function countResources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) {
    if (RESOURCES.has(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

/** The objects that everything in a process shares. */
const SHARED: readonly object[] = [
  Object,
  Array,
  Function,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Date,
  RegExp,
  Error,
  Promise,
  Map,
  Set,
  WeakMap,
  Uint8Array,
  ArrayBuffer,
  Buffer,
  URL,
].flatMap((constructor) => [constructor, constructor.prototype as object]);

const ROOTS: readonly object[] = [globalThis, ...SHARED, JSON, Math, Reflect, process.env];

function snapshot(): Snapshot {
  return new Map(ROOTS.map((object) => [object, propertiesOf(object)]));
}

/** A getter is told by itself, not by what it gives: globals that are loaded at first use stay unloaded. */
function propertiesOf(object: object): ReadonlyMap<PropertyKey, unknown> {
  return new Map(
    Reflect.ownKeys(object).map((key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
      return [key, descriptor?.get ?? descriptor?.value];
    }),
  );
}

function nameOf(object: object): string {
  if (typeof object === 'function') return object.name;
  if (object === globalThis) return 'globalThis';
  if (object === process.env) return 'process.env';
  return `${object.constructor.name}.prototype`;
}
