// Excluded namespaces. Names become a field selector, so that their objects are never sent; globs (`kube-*`), which
// selectors don't support, are filtered out after decoding.
import type { RawObject } from './raw-object.ts';
import type { ObjectIdentity, Resource } from './resource.ts';

export function isGlob(namespace: string): boolean {
  return namespace.includes('*');
}

/** Only entries of `namespaces` with a `*` are used; it matches any text. */
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
