// How many pods of `web` answer, and the most restarts of one pod.
import type { Check, CheckOptions, CheckPod } from 'kube-shields';

/** `{ip}`, `{name}` and `{namespace}` are replaced by those of the pod. */
const URL_OF_POD = process.env['CHECK_WEB_URL'] ?? 'http://{ip}:8080/healthz';

export const options: CheckOptions = { answers: { interval: '10s', timeout: '3s' } };

export const answers: Check = async ({ pods, signal }) => {
  if (pods.length === 0) return { status: 'no pods', color: 'lightgrey' };
  const answering = (await Promise.all(pods.map((pod) => doesAnswer(pod, signal)))).filter(Boolean).length;
  const color = answering === pods.length ? 'green' : answering > 0 ? 'yellow' : 'red';
  return { status: `${answering} of ${pods.length} pods`, color };
};

/** Uses the pods that the shield passes, and requests nothing. */
export const restarts: Check = ({ pods }) => {
  const worst = Math.max(0, ...pods.map((pod) => pod.restarts));
  return { label: 'most restarts', status: worst, color: worst > 10 ? 'orange' : 'green' };
};

/** A pod that doesn't answer is a result of this check, not an error. */
async function doesAnswer(pod: CheckPod, signal: AbortSignal): Promise<boolean> {
  const url = URL_OF_POD.replace('{ip}', pod.ip ?? '').replace('{name}', pod.name);
  // A little less than the timeout, so that one pod that doesn't answer doesn't time out the whole check.
  const limited = AbortSignal.any([signal, AbortSignal.timeout(2000)]);
  try {
    return (await fetch(url.replace('{namespace}', pod.namespace), { signal: limited })).ok;
  } catch {
    return false;
  }
}
