// What has a history, by name: a service, or an object of WATCH_OBJECTS.
import type { ServiceKey } from '../../services/service.ts';

export interface SubjectKey extends ServiceKey {
  /** The kind of an object, as WATCH_OBJECTS names it; absent: a service. */
  readonly resource?: string;
}

/** No name holds a slash. */
export function textOf({ cluster, namespace, name, resource }: SubjectKey): string {
  const service = `${cluster}/${namespace}/${name}`;
  return resource === undefined ? service : `${service}/${resource}`;
}

export function keyOf(text: string): SubjectKey {
  const [cluster = '', namespace = '', name = '', resource] = text.split('/');
  return { cluster, namespace, name, ...(resource !== undefined && { resource }) };
}

/** Without whatever else a service or an object holds. */
export function keyAlone({ cluster, namespace, name, resource }: SubjectKey): SubjectKey {
  return { cluster, namespace, name, ...(resource !== undefined && { resource }) };
}
