// Whether an object is ready, judged from what it says of itself. The first rule that fits decides; an object that says
// nothing is never green. Kinds that have a status of their own are judged by it instead.
import type { Condition, StatusForm, WatchedObject } from '../../discovery/objects/watched-object.ts';
import type { State } from '../result/result.ts';

/** An answer of the check `ready`. */
export interface Readiness {
  readonly status: string;
  readonly color: string;
  readonly state: State;
  /** As the object gives it; publicReason() says which of it anyone may read. */
  readonly reason?: string;
  /** Unix milliseconds since which it has that status, if the object has the time. */
  readonly since?: number;
  /** Unix milliseconds at which time alone makes it another. */
  readonly until?: number;
}

/** `before`: what was read last of the same generation. `now`: Unix milliseconds. */
export function readinessOf(object: WatchedObject, before: Readiness | undefined, now: number): Readiness {
  if (object.isDeleted) return TERMINATING;
  return object.form === undefined ? byConditions(object, before, now) : byForm(OWN_RULES[object.form](object), object);
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/: one word in CamelCase, at most 64 characters. */
export function publicReason(reason: string): string {
  return /^[A-Z][A-Za-z0-9]{0,63}$/.test(reason) ? reason : 'Other';
}

const TERMINATING: Readiness = { status: 'terminating', color: 'lightgrey', state: 'unknown' };
const SUSPENDED: Readiness = { status: 'suspended', color: 'lightgrey', state: 'ok' };
const READY: Readiness = { status: 'ready', color: 'green', state: 'ok' };
const PROGRESSING: Readiness = { status: 'progressing', color: 'yellow', state: 'degraded' };
const NO_STATUS: Readiness = { status: 'no status', color: 'lightgrey', state: 'unknown' };

/** How long a controller may take, and how long what was read before is shown while it reconciles; milliseconds. */
const GRACE = 60_000;

/** The one that is asked, best first. */
const READY_TYPES = ['Ready', 'Available', 'Healthy', 'Established', 'Programmed', 'Accepted'];

function byConditions(object: WatchedObject, before: Readiness | undefined, now: number): Readiness {
  if (object.isSuspended) return SUSPENDED;
  const stalled = conditionOf(object.conditions, 'Stalled');
  if (stalled?.status === 'True') return failed(stalled, 'Stalled');
  const condition = READY_TYPES.map((type) => leastOf(object.conditions, type)).find((each) => each !== undefined);
  if (condition === undefined) return NO_STATUS;
  const status = isOutdated(condition, object) ? 'Unknown' : condition.status;
  if (isBehind(object) && status !== 'False') return { ...PROGRESSING, ...sinceOf(condition) };
  switch (status) {
    case 'True':
      return { ...READY, ...sinceOf(condition) };
    case 'False':
      return unready(object, condition, now);
    case 'Unknown':
      return unknown(object, condition, before, now);
  }
}

/** Its controller hasn't seen the last change. */
function isBehind({ observedGeneration, generation }: WatchedObject): boolean {
  return observedGeneration !== undefined && observedGeneration < generation;
}

/** It speaks of a generation that is over. */
function isOutdated({ observedGeneration }: Condition, { generation }: WatchedObject): boolean {
  return observedGeneration !== undefined && observedGeneration < generation;
}

function unready(object: WatchedObject, condition: Condition, now: number): Readiness {
  if (isReconciling(object)) return { ...PROGRESSING, ...sinceOf(condition) };
  const until = graceEndsAt(condition, now);
  return until === undefined ? failed(condition, 'not ready') : { ...PROGRESSING, ...sinceOf(condition), until };
}

/** Undefined where it is over, or never began: one that begins far ahead was written by a wrong clock. */
function graceEndsAt({ since = 0 }: Condition, now: number): number | undefined {
  return Math.abs(now - since) < GRACE ? since + GRACE : undefined;
}

/** Flux goes on saying that it reconciles while it fails again and again, with a reason of its own. */
function isReconciling({ conditions }: WatchedObject): boolean {
  return ['Reconciling', 'Issuing'].some((type) => {
    const condition = conditionOf(conditions, type);
    return condition?.status === 'True' && condition.reason !== 'ProgressingWithRetry';
  });
}

/** Flux sets Ready to Unknown at each interval: what was read last is shown for a while. */
function unknown(object: WatchedObject, condition: Condition, before: Readiness | undefined, now: number): Readiness {
  const until = graceEndsAt(condition, now);
  if (before !== undefined && isReconciling(object) && until !== undefined) return { ...before, until };
  return {
    status: wordOf(condition, 'unknown'),
    color: 'yellow',
    state: 'degraded',
    ...reasonOf(condition),
    ...sinceOf(condition),
  };
}

function failed(condition: Condition, otherwise: string): Readiness {
  return {
    status: wordOf(condition, otherwise),
    color: 'red',
    state: 'down',
    ...reasonOf(condition),
    ...sinceOf(condition),
  };
}

/** The reason as the badge's text. */
function wordOf({ reason }: Condition, otherwise: string): string {
  return reason === undefined ? otherwise : publicReason(reason);
}

const reasonOf = ({ reason }: Condition): { reason?: string } => (reason === undefined ? {} : { reason });
const sinceOf = ({ since }: Condition): { since?: number } => (since === undefined ? {} : { since });

function conditionOf(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((condition) => condition.type === type);
}

/** Of several of one type, which the API conventions rule out, one that isn't True. */
function leastOf(conditions: readonly Condition[], type: string): Condition | undefined {
  return conditions.find((each) => each.type === type && each.status !== 'True') ?? conditionOf(conditions, type);
}

/** What is well of an older generation may not be of this one. */
function byForm(found: Readiness, object: WatchedObject): Readiness {
  return found.color === 'green' && isBehind(object) ? PROGRESSING : found;
}

const OWN_RULES: Readonly<Record<StatusForm, (object: WatchedObject) => Readiness>> = {
  node: nodeReadiness,
  claim: ({ phase }) => CLAIM_PHASES.get(phase) ?? NO_STATUS,
  autoscaler: autoscalerReadiness,
  application: ({ health, sync }) => applicationReadiness(health, sync),
  rollout: rolloutReadiness,
  gateway: (object) => partsReadiness(object, 'Programmed'),
  route: (object) => partsReadiness(object, 'Accepted'),
  budget: budgetReadiness,
  'load-balancer': ({ hasAddress }) => addressReadiness(hasAddress),
};

/** https://kubernetes.io/docs/reference/node/node-status/ */
function nodeReadiness({ conditions, isCordoned }: WatchedObject): Readiness {
  const ready = conditionOf(conditions, 'Ready');
  if (ready === undefined) return NO_STATUS;
  if (ready.status !== 'True') {
    return { status: 'not ready', color: 'red', state: 'down', ...reasonOf(ready), ...sinceOf(ready) };
  }
  if (isCordoned === true) return { status: 'cordoned', color: 'yellow', state: 'degraded' };
  const pressure = conditions.find(({ type, status }) => PRESSURES.includes(type) && status === 'True');
  if (pressure === undefined) return { ...READY, ...sinceOf(ready) };
  return { status: pressure.type, color: 'yellow', state: 'degraded', reason: pressure.type, ...sinceOf(pressure) };
}

const PRESSURES = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'];

/** https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase */
const CLAIM_PHASES: ReadonlyMap<string | undefined, Readiness> = new Map([
  ['Bound', READY],
  ['Pending', { status: 'pending', color: 'yellow', state: 'degraded' }],
  ['Lost', { status: 'lost', color: 'red', state: 'down' }],
]);

/** Its failing reasons before anything else: https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/#appendix-horizontal-pod-autoscaler-status-conditions */
function autoscalerReadiness({ conditions }: WatchedObject): Readiness {
  const [able, active] = ['AbleToScale', 'ScalingActive'].map((type) => conditionOf(conditions, type));
  if (able === undefined) return NO_STATUS;
  const failing = [able, active].find(
    (condition) => condition?.status === 'False' && condition.reason !== 'ScalingDisabled',
  );
  if (failing !== undefined) return failed(failing, 'not able to scale');
  if (active?.reason === 'ScalingDisabled') return SUSPENDED;
  return active?.status === 'True' ? { ...READY, ...sinceOf(active) } : { ...PROGRESSING, ...sinceOf(able) };
}

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/health/ */
function applicationReadiness(health: string | undefined, sync: string | undefined): Readiness {
  const known = HEALTHS.get(health);
  if (known === undefined) return NO_STATUS;
  if (known.state !== 'ok' || sync === 'Synced') return known;
  if (sync === 'OutOfSync') return { status: 'out of sync', color: 'yellow', state: 'degraded', reason: 'OutOfSync' };
  return { status: 'sync unknown', color: 'yellow', state: 'degraded' };
}

const HEALTHS: ReadonlyMap<string | undefined, Readiness> = new Map([
  ['Healthy', READY],
  ['Progressing', PROGRESSING],
  ['Suspended', SUSPENDED],
  ['Degraded', { status: 'Degraded', color: 'red', state: 'down', reason: 'Degraded' }],
  ['Missing', { status: 'Missing', color: 'red', state: 'down', reason: 'Missing' }],
  ['Unknown', { status: 'unknown', color: 'yellow', state: 'degraded' }],
]);

function rolloutReadiness({ phase, isSuspended }: WatchedObject): Readiness {
  return isSuspended ? SUSPENDED : (ROLLOUT_PHASES.get(phase) ?? NO_STATUS);
}

/** https://argo-rollouts.readthedocs.io/en/stable/features/specification/ */
const ROLLOUT_PHASES: ReadonlyMap<string | undefined, Readiness> = new Map([
  ['Healthy', READY],
  ['Progressing', PROGRESSING],
  ['Paused', { status: 'paused', color: 'yellow', state: 'degraded' }],
  ['Degraded', { status: 'Degraded', color: 'red', state: 'down', reason: 'Degraded' }],
]);

/** All of its parts: https://gateway-api.sigs.k8s.io/concepts/troubleshooting/ */
function partsReadiness({ parts = [], conditions, generation }: WatchedObject, type: string): Readiness {
  const asked = parts.map((part) => part.filter((condition) => PART_TYPES.includes(condition.type)));
  const all = [...conditions.filter((condition) => condition.type === type), ...asked.flat()];
  if (parts.length === 0 || asked.some((part) => part.length === 0)) return NO_STATUS;
  if (all.some(({ observedGeneration = generation }) => observedGeneration < generation)) return PROGRESSING;
  const failing = all.find(({ status }) => status === 'False');
  if (failing !== undefined) return failed(failing, 'not accepted');
  return all.every(({ status }) => status === 'True') ? READY : PROGRESSING;
}

const PART_TYPES = ['Programmed', 'Accepted', 'ResolvedRefs'];

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/pod-disruption-budget-v1/ */
function budgetReadiness({ conditions }: WatchedObject): Readiness {
  const allowed = conditionOf(conditions, 'DisruptionAllowed');
  if (allowed === undefined) return NO_STATUS;
  if (allowed.status === 'True') return { ...READY, ...sinceOf(allowed) };
  return {
    status: allowed.reason === undefined ? 'no disruption allowed' : publicReason(allowed.reason),
    color: 'yellow',
    state: 'degraded',
    ...reasonOf(allowed),
    ...sinceOf(allowed),
  };
}

/** Only a load balancer is awaited; any other Service says nothing of itself. */
function addressReadiness(hasAddress: boolean | undefined): Readiness {
  if (hasAddress === undefined) return NO_STATUS;
  return hasAddress ? READY : { status: 'no address', color: 'yellow', state: 'degraded' };
}
