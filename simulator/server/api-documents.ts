// The discovery documents of an API server: version, groups and resources.
import { apiVersionOf, type ResourceType } from '../cluster/resource-types.ts';

/** Undefined when there is no document at that path. */
export function apiDocument(path: string, types: readonly ResourceType[], version: string): object | undefined {
  switch (path) {
    case '/version':
      return { major: '1', minor: version.split('.')[1] ?? '', gitVersion: version, platform: 'linux/amd64' };
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return { kind: 'APIGroupList', apiVersion: 'v1', groups: groupsOf(types) };
    default:
      return groupDocument(path, types);
  }
}

function groupDocument(path: string, types: readonly ResourceType[]): object | undefined {
  const [, name = '', groupVersion = ''] = /^\/(?:apis\/([^/]+)|(?:api|apis)\/(v1|[^/]+\/[^/]+))$/.exec(path) ?? [];
  const group = groupsOf(types).find((known) => known.name === name);
  if (group !== undefined) return { kind: 'APIGroup', apiVersion: 'v1', ...group };
  const served = types.filter((type) => apiVersionOf(type) === groupVersion);
  if (served.length === 0) return undefined;
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources: served.map(resourceOf) };
}

/** Without the core group, which is at `/api`. The version that was defined first is preferred. */
function groupsOf(types: readonly ResourceType[]) {
  const byGroup = Map.groupBy(
    types.filter(({ group }) => group !== ''),
    ({ group }) => group,
  );
  return [...byGroup].map(([name, members]) => {
    const versions = [...new Set(members.map(({ version }) => version))].map((version) => ({
      groupVersion: `${name}/${version}`,
      version,
    }));
    return { name, versions, preferredVersion: versions[0] };
  });
}

function resourceOf({ plural, kind, isNamespaced }: ResourceType): object {
  const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];
  return { name: plural, singularName: kind.toLowerCase(), namespaced: isNamespaced, kind, verbs };
}
