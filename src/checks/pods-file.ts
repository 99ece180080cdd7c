// Reads pods from a file, for trying a check: the output of `kubectl get pods -o json`, or pods as a check gets them.
import { ANNOTATION_NAMES } from '../config/config.ts';
import type { Pod } from '../discovery/pods/pod.ts';
import { judgePod } from '../discovery/pods/pod-tally.ts';
import { type Naming, serviceNameOf } from '../discovery/pods/service-name.ts';
import { trimPod } from '../discovery/pods/trim-pod.ts';
import { itemsOf } from '../kubernetes/resource/raw-object.ts';
import type { CheckPod } from './check.ts';

/** The pods of the service, as the shield would pass them to the check; a text: what is wrong with the file. */
export function parsePodsFile(content: unknown, service: string, wall: number): readonly CheckPod[] | string {
  if (Array.isArray(content)) return content.every(isCheckPod) ? content : NO_PODS;
  const items = itemsOf(isList(content) ? content.items : undefined);
  const pods = items.flatMap((item) => trimPod(item, RULES) ?? []);
  if (pods.length === 0) return NO_PODS;
  const named = pods.map((pod) => ({ pod, naming: serviceNameOf(pod, { namingOfPod: () => undefined }) }));
  const own = named.filter(({ naming }) => naming?.name === service);
  if (own.length === 0) {
    const others = new Set(named.flatMap(({ naming }) => naming?.name ?? []));
    return `it has no pod of the service ${service}. It has some of: ${[...others].slice(0, 10).join(', ') || 'none'}.`;
  }
  return own.flatMap(({ pod, naming }) => (naming ? givenPodOf(pod, naming, wall) : []));
}

function givenPodOf(pod: Pod, naming: Naming, wall: number): readonly CheckPod[] {
  const { tally } = judgePod(pod, naming, { startGrace: 0 }, wall);
  const { namespace, name, ip } = pod;
  const { ready, total, restarts } = tally;
  return tally.isCounted ? [{ namespace, name, ready, total, restarts, ...(ip !== undefined && { ip }) }] : [];
}

const NO_PODS = 'it holds no pods. Write into it what `kubectl get pods -o json` prints.';
const RULES = { serviceLabels: ['serving.knative.dev/service'], annotations: ANNOTATION_NAMES, sidecars: [] };

function isList(content: unknown): content is { readonly items: unknown } {
  return typeof content === 'object' && content !== null && 'items' in content;
}

function isCheckPod(pod: unknown): pod is CheckPod {
  if (typeof pod !== 'object' || pod === null) return false;
  const { namespace, name, ready, total, restarts }: Partial<Record<keyof CheckPod, unknown>> = pod;
  const isNamed = typeof namespace === 'string' && typeof name === 'string';
  return isNamed && [ready, total, restarts].every((count) => typeof count === 'number');
}
