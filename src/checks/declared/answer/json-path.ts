// A path in JSON, as `queue.messages` or `items[0].depth`.

/** Undefined if there is no value. Inherited properties are ignored. */
export function valueAt(value: unknown, path: string): unknown {
  return stepsOf(path).reduce<unknown>((at, step) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    return (at as Readonly<Record<string, unknown>>)[step];
  }, value);
}

function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(/[^.[\]]+/g)].map(([step]) => step);
}
