// What deployed a member's service. The names are chosen by those who deploy there.
import { isName } from '../../config/names.ts';
import type { DeployedBy } from '../../discovery/workloads/deployed-by.ts';
import { fieldsOf, misfit } from './wire-readers.ts';

export function deployedByOf(value: unknown): DeployedBy {
  const { kind, namespace, name, resource } = fieldsOf(value, 'deployedBy');
  return {
    kind: wordOf(kind, 'kind'),
    namespace: namespace === '' ? '' : nameOf(namespace, 'namespace'),
    name: name === '' ? '' : nameOf(name, 'name'),
    ...(resource !== undefined && { resource: nameOf(resource, 'resource') }),
  };
}

function nameOf(value: unknown, what: string): string {
  if (typeof value === 'string' && isName(value)) return value;
  throw misfit(`${what} of deployedBy must be a name`);
}

/** `Helm release` has a space. */
function wordOf(value: unknown, what: string): string {
  if (typeof value === 'string' && isName(value.replaceAll(' ', '-'))) return value;
  throw misfit(`${what} of deployedBy must be a word`);
}
