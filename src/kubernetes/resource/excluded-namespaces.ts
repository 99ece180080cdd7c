// Namespaces that are left out: names by a field selector, so that their objects are never sent; globs (`kube-*`), which no
// selector knows, as objects are decoded.
import type { RawObject } from './raw-object.ts';
import type { ObjectIdentity, Resource } from './resource.ts';

export function isGlob(namespace: string): boolean {
  return namespace.includes('*');
}

/** `namespaces`: those with a `*` count; `*` is any text. */
export function withoutNamespaces<Item extends ObjectIdentity>(
  resource: Resource<Item>,
  namespaces: readonly string[],
): Resource<Item> {
  const globs = namespaces.filter(isGlob);
  if (globs.length === 0) return resource;
  const pattern = new RegExp(`^(?:${globs.map((glob) => glob.replaceAll('*', '.*')).join('|')})$`);
  const isExcluded = ({ metadata }: RawObject): boolean =>
    typeof metadata?.namespace === 'string' && pattern.test(metadata.namespace);
  return { ...resource, keep: (raw) => (isExcluded(raw) ? undefined : resource.keep(raw)) };
}
