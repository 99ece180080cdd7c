// Parses a Kubernetes API server's discovery documents.
// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
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
  readonly preferredVersion?: RawVersion | null;
  /** A list of RawVersion. */
  readonly versions?: unknown;
}

interface RawVersion {
  readonly version?: unknown;
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

/**
 * The versions of a group in the document `/apis`, the server's preferred one first; empty if the group isn't served.
 */
export function versionsOf(document: unknown, group: string): readonly string[] {
  const [list]: readonly RawGroupList[] = itemsOf([document]);
  const groups: readonly RawGroup[] = itemsOf(list?.groups);
  const found = groups.find(({ name }) => name === group);
  const versions: readonly RawVersion[] = itemsOf([found?.preferredVersion, ...itemsOf(found?.versions)]);
  return [...new Set(versions.flatMap(({ version }) => textOf(version) ?? []))].slice(0, MAX_VERSIONS);
}

/** Groups have two or three versions. */
const MAX_VERSIONS = 8;

/**
 * The kind with that plural name in the document of a group and version; undefined if it can't be listed and watched.
 */
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
