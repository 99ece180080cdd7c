// What a Kubernetes API server says of the kinds it serves. https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
import { itemsOf, textOf } from './raw-object.ts';

/** A kind as the server describes it. */
export interface ServedKind {
  readonly kind: string;
  readonly isNamespaced: boolean;
}

interface RawGroupList {
  readonly groups?: unknown;
}

interface RawGroup {
  readonly name?: unknown;
  readonly preferredVersion?: { readonly version?: unknown } | null;
}

interface RawResourceList {
  readonly resources?: unknown;
}

interface RawResource {
  readonly name?: unknown;
  readonly kind?: unknown;
  readonly namespaced?: unknown;
  readonly verbs?: unknown;
}

/** The version that the server prefers of a group, in the document `/apis`; undefined where it has no such group. */
export function preferredVersion(document: unknown, group: string): string | undefined {
  const [list]: readonly RawGroupList[] = itemsOf([document]);
  const groups: readonly RawGroup[] = itemsOf(list?.groups);
  return textOf(groups.find(({ name }) => name === group)?.preferredVersion?.version);
}

/** The kind of that plural name, in the document of its group and version; undefined where it can't be watched there. */
export function servedKind(document: unknown, plural: string): ServedKind | undefined {
  const [list]: readonly RawResourceList[] = itemsOf([document]);
  const resources: readonly RawResource[] = itemsOf(list?.resources);
  const found = resources.find(({ name }) => name === plural);
  const kind = textOf(found?.kind);
  const verbs: unknown = found?.verbs;
  if (kind === undefined || !Array.isArray(verbs) || !verbs.includes('list') || !verbs.includes('watch'))
    return undefined;
  return { kind, isNamespaced: found?.namespaced === true };
}
