// Detects side effects of a file's load that could affect others in the process: active timers, servers and child
// processes, and changes of shared objects (built-ins, Node's modules, `process`). Part of the program of a child
// process.

/** One property before any untrusted code was loaded. */
interface Property {
  readonly object: object;
  readonly key: PropertyKey;
  readonly value: unknown;
  readonly name: string;
}

export class LeakDetector {
  private readonly properties: Property[] = [];
  /** Number of keys of each object, to detect removed ones. */
  private readonly sizes = new Map<object, number>();
  private readonly modules = new Set<string>();
  private readonly resources = countResources();
  private readonly listeners = processListeners();
  private remembersLazyGlobals = false;

  constructor() {
    // Node replaces process.chdir when it loads this, which much else does, too.
    process.getBuiltinModule('worker_threads');
    this.remember(globalThis, 'globalThis', (key) => !LAZY_GLOBALS.has(key));
    for (const [name, object] of BUILT_IN) this.remember(object, name);
    this.remember(process.env, 'process.env');
    this.rememberFunctions(process, 'process');
    for (const specifier of LOADED) this.noteModule(specifier);
  }

  /** Must be called before untrusted code imports one of Node's modules. */
  noteModule(specifier: string): void {
    const name = specifier.replace(/^node:/, '');
    const module: unknown = this.modules.has(name) ? undefined : process.getBuiltinModule(name);
    this.modules.add(name);
    if (typeof module !== 'object' && typeof module !== 'function') return;
    if (module === null) return;
    this.rememberFunctions(module, name);
    for (const key of Object.keys(module)) {
      const prototype = prototypeOf(valueOf(module, key));
      if (prototype) this.rememberFunctions(prototype, `${name}.${key}.prototype`);
    }
  }

  /** Must be called before a source is evaluated. Only one that names a lazily loaded global changes it by accident. */
  noteSource(source: unknown): void {
    const isText = typeof source === 'string' || Buffer.isBuffer(source);
    if (this.remembersLazyGlobals || (isText && !NAMES_LAZY_GLOBAL.test(String(source)))) return;
    this.remembersLazyGlobals = true;
    for (const key of LAZY_GLOBALS)
      if (Object.hasOwn(globalThis, key)) this.rememberProperty(globalThis, key, 'globalThis');
  }

  /** Active resources. Sockets don't count, because keep-alive connections are fine. */
  leaks(): readonly string[] {
    try {
      return [...countResources()].flatMap(([type, count]) => (count > (this.resources.get(type) ?? 0) ? [type] : []));
    } catch {
      return ['changed what looking needs'];
    }
  }

  patches(): readonly string[] {
    try {
      const changed = this.properties.find(isChanged);
      const shrunk = [...this.sizes].find(([object, size]) => Reflect.ownKeys(object).length < size);
      return [
        ...(changed ? [`changed ${changed.name}`] : []),
        ...(shrunk && !changed ? ['removed properties of built-in objects'] : []),
        ...this.addedToGlobals(),
        ...this.addedListeners(),
      ];
    } catch {
      return ['changed what looking needs'];
    }
  }

  private remember(object: object, name: string, fits: (key: PropertyKey) => boolean = () => true): void {
    for (const key of Reflect.ownKeys(object).filter(fits)) this.rememberProperty(object, key, name);
    this.sizes.set(object, Reflect.ownKeys(object).length);
  }

  /** Node itself changes values and internals at run time, but not functions. */
  private rememberFunctions(object: object, name: string): void {
    for (const key of Reflect.ownKeys(object)) {
      if (typeof key === 'string' && !key.startsWith('_') && typeof valueOf(object, key) === 'function') {
        this.rememberProperty(object, key, name);
      }
    }
  }

  private rememberProperty(object: object, key: PropertyKey, name: string): void {
    this.properties.push({ object, key, value: valueOf(object, key), name: `${name}.${String(key)}` });
  }

  /** Properties added to prototypes; globals and environment variables that Node itself adds are ignored. */
  private addedToGlobals(): readonly string[] {
    const grown = [...this.sizes].find(
      ([object, size]) => object !== globalThis && Reflect.ownKeys(object).length > size,
    );
    return grown ? ['added properties to built-in objects'] : [];
  }

  private addedListeners(): readonly string[] {
    const added = [...processListeners()].find(([event, count]) => count > (this.listeners.get(event) ?? 0));
    return added ? [`added a listener of process for ${String(added[0])}`] : [];
  }
}

function isChanged({ object, key, value }: Property): boolean {
  return !Object.is(valueOf(object, key), value);
}

/** Getters are compared, not their values, so that lazily loaded values aren't loaded. */
function valueOf(object: object, key: PropertyKey): unknown {
  const descriptor = Reflect.getOwnPropertyDescriptor(object, key);
  return descriptor?.get ?? descriptor?.value;
}

function prototypeOf(value: unknown): object | undefined {
  if (typeof value !== 'function') return undefined;
  const prototype: unknown = value.prototype;
  return typeof prototype === 'object' && prototype !== null ? prototype : undefined;
}

const RESOURCES = new Set(['Timeout', 'Immediate', 'ProcessWrap', 'MessagePort', 'TCPServerWrap', 'PipeServerWrap']);

function countResources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) {
    if (RESOURCES.has(type)) counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

function processListeners(): ReadonlyMap<string | symbol, number> {
  return new Map(process.eventNames().map((event) => [event, process.listenerCount(event)]));
}

/**
 * Node loads its HTTP client (75 modules, a quarter of the CPU time that the start of a process takes) as soon as one of
 * these is read, even by its descriptor. `fetch` itself isn't one of them.
 */
const LAZY_GLOBALS: ReadonlySet<PropertyKey> = new Set([
  'CloseEvent',
  'EventSource',
  'FormData',
  'Headers',
  'MessageEvent',
  'Request',
  'Response',
  'WebSocket',
]);

const NAMES_LAZY_GLOBAL = new RegExp(`\\b(?:${[...LAZY_GLOBALS].join('|')})\\b`);

/** Node's modules that are always loaded. Others are recorded when a file imports them. */
const LOADED: readonly string[] = [
  'buffer',
  'events',
  'fs',
  'module',
  'net',
  'path',
  'stream',
  'timers',
  'url',
  'util',
  'vm',
];

/** Objects that are shared in a process. */
const BUILT_IN: readonly (readonly [string, object])[] = [
  ...[
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
    WeakSet,
    Uint8Array,
    ArrayBuffer,
    Buffer,
    URL,
  ].flatMap((constructor): readonly (readonly [string, object])[] => [
    [constructor.name, constructor],
    [`${constructor.name}.prototype`, constructor.prototype as object],
  ]),
  ['JSON', JSON],
  ['Math', Math],
  ['Reflect', Reflect],
  ['Intl', Intl],
  ['console', console],
];
