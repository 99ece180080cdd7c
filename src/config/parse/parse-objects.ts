// WATCH_OBJECTS: further kinds that are watched, each `RESOURCE[.GROUP[/VERSION]]`, as in `nodes` or
// `certificates.cert-manager.io/v1`.
import type { ObjectKindConfig } from '../config.ts';
import { type EnvReader, quote } from './env-reader.ts';

export function parseObjects(read: EnvReader): readonly ObjectKindConfig[] {
  const items = [...new Set(read.list('WATCH_OBJECTS'))];
  if (items.length > MAX_KINDS) read.fault('WATCH_OBJECTS', `names ${items.length} kinds. Name at most ${MAX_KINDS}.`);
  return items.flatMap((item) => kindOf(item, read) ?? []);
}

const MAX_KINDS = 20;

function kindOf(item: string, read: EnvReader): ObjectKindConfig | undefined {
  const { plural, group = '', version } = FORM.exec(item)?.groups ?? {};
  if (plural === undefined) {
    read.fault('WATCH_OBJECTS', `${quote(item)} is not a kind. Write it as nodes or certificates.cert-manager.io/v1.`);
    return undefined;
  }
  const name = group === '' ? plural : `${plural}.${group}`;
  const refused = REFUSED[name];
  if (refused !== undefined) {
    read.fault('WATCH_OBJECTS', `${name} are not watched: ${refused}. Leave them out.`);
    return undefined;
  }
  return { name, plural, group, ...(version !== undefined && { version }) };
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const FORM =
  /^(?<plural>[a-z][a-z0-9-]{0,62})(?:\.(?<group>[a-z0-9][a-z0-9.-]{0,250}))?(?:\/(?<version>v[0-9a-z]{1,20}))?$/;

const REFUSED: Readonly<Record<string, string>> = {
  secrets: 'a list of them is all of their content',
  configmaps: 'they have no status, and a list of them is all of their content',
  events: 'they have no status, and there is no end of them',
  'events.events.k8s.io': 'they have no status, and there is no end of them',
};
