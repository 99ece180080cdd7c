// What has a history, by name: a service, or an object of WATCH_OBJECTS.
import type { ServiceKey } from '../../services/service.ts';

export interface SubjectKey extends ServiceKey {
  /** The kind of an object, as WATCH_OBJECTS names it; absent: a service. */
  readonly resource?: string;
}

/** No name holds a slash. */
export function textOf(key: SubjectKey): string {
  if (key === last.key) return last.text;
  const { cluster, namespace, name, resource } = key;
  const service = `${cluster}/${namespace}/${name}`;
  last = { key, text: resource === undefined ? service : `${service}/${resource}` };
  return last.text;
}

/** To record one takes several look-ups, one after the other. */
let last: { readonly key: SubjectKey | undefined; readonly text: string } = { key: undefined, text: '' };

export function keyOf(text: string): SubjectKey {
  const [cluster = '', namespace = '', name = '', resource] = text.split('/');
  return { cluster, namespace, name, ...(resource !== undefined && { resource }) };
}

/** Without whatever else a service or an object holds. */
export function keyAlone({ cluster, namespace, name, resource }: SubjectKey): SubjectKey {
  return { cluster, namespace, name, ...(resource !== undefined && { resource }) };
}
