// Warnings about a pod's annotations, or its service's name, that are ignored.
import { isWholeNumber } from '../../pods/min-annotation.ts';
import type { Pod } from '../../pods/pod.ts';
import { hasBadAnnotation } from '../../pods/service-name.ts';

export interface Oddity {
  readonly namespace: string;
  readonly pod: string;
  readonly message: string;
}

/** Of the pod's annotations, where they are other than `before`. */
export function odditiesOf(pod: Pod, before: Pod | undefined): readonly Oddity[] {
  const { serviceAnnotation, minAnnotation } = pod;
  const isBadName = hasBadAnnotation(pod) && serviceAnnotation !== before?.serviceAnnotation;
  const isBadMinimum =
    minAnnotation !== undefined && minAnnotation !== before?.minAnnotation && !isWholeNumber(minAnnotation);
  return [...(isBadName ? [oddityOf(pod, BAD_SERVICE)] : []), ...(isBadMinimum ? [oddityOf(pod, BAD_MINIMUM)] : [])];
}

/** MAX_SERVICES refused the name of the pod's service. */
export function noRoomFor(pod: Pod): Oddity {
  return oddityOf(pod, NO_ROOM);
}

const BAD_SERVICE =
  'The annotation kube-shields/service is ignored: write a name of letters, digits, dots, dashes and underscores.';
const NO_ROOM =
  'MAX_SERVICES is reached: services with new names, as that of this pod, are not shown. Raise it, or exclude namespaces.';
const BAD_MINIMUM = 'The annotation kube-shields/min is ignored: write a whole number, as "2".';

function oddityOf({ namespace, name }: Pod, message: string): Oddity {
  return { namespace, pod: name, message };
}
