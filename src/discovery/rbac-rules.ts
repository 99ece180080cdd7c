// The RBAC rules that let a service account watch certain kinds, as a role's `rules` has them.
import { fullName, groupOf, type ResourceName } from '../kubernetes/resource/resource.ts';

export interface RbacRules {
  /** `deployments.apps`, each once, sorted. */
  readonly resources: readonly string[];
  /** On one line, a rule a group. */
  readonly yaml: string;
}

export function rulesFor(kinds: readonly ResourceName[]): RbacRules {
  const names = [...new Map(kinds.map((kind) => [fullName(kind), kind]))].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const groups = Map.groupBy(
    names.map(([, kind]) => kind),
    ({ groupVersion }) => groupOf(groupVersion),
  );
  return {
    resources: names.map(([name]) => name),
    yaml: [...groups].map(([group, each]) => ruleOf(group, each)).join(', '),
  };
}

function ruleOf(group: string, kinds: readonly ResourceName[]): string {
  const resources = kinds.map(({ plural }) => plural).join(', ');
  return `{apiGroups: ["${group}"], resources: [${resources}], verbs: [list, watch]}`;
}
