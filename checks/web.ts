// Does every pod of `web` answer? And which of them restarts most?
import type { Check, CheckOptions, CheckPod } from 'kube-shields';

/** `{ip}`, `{name}` and `{namespace}` are the pod's. */
const URL_OF_POD = process.env['CHECK_WEB_URL'] ?? 'http://{ip}:8080/healthz';

export const options: CheckOptions = { answers: { interval: '10s', timeout: '3s' } };

export const answers: Check = async ({ pods, signal }) => {
  if (pods.length === 0) return { status: 'no pods', color: 'lightgrey' };
  const good = (await Promise.all(pods.map((pod) => doesAnswer(pod, signal)))).filter(Boolean).length;
  const color = good === pods.length ? 'green' : good > 0 ? 'yellow' : 'red';
  return { status: `${good} of ${pods.length} pods`, color };
};

/** Needs nothing but what the shield knows. */
export const restarts: Check = ({ pods }) => {
  const worst = Math.max(0, ...pods.map((pod) => pod.restarts));
  return { label: 'most restarts', status: worst, color: worst > 10 ? 'orange' : 'green' };
};

/** A pod that doesn't answer is a number, not an error of this check. */
async function doesAnswer(pod: CheckPod, signal: AbortSignal): Promise<boolean> {
  const url = URL_OF_POD.replace('{ip}', pod.ip ?? '').replace('{name}', pod.name);
  // A little less than the timeout, so that one silent pod doesn't time the whole check out.
  const patience = AbortSignal.any([signal, AbortSignal.timeout(2000)]);
  try {
    return (await fetch(url.replace('{namespace}', pod.namespace), { signal: patience })).ok;
  } catch {
    return false;
  }
}
