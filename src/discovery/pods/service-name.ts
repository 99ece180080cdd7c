// What a pod's service is called. The rules are tried in order; the first that fits names it.
import { isName } from '../../config/names.ts';
import type { Pod } from './pod.ts';

export interface Naming {
  readonly name: string;
  /** The newest pod's is the service's, as people say it: `Deployment`, `CronJob`. */
  readonly kind: string;
  /** A run that no CronJob, label or annotation names: it comes once and goes. */
  readonly isOneOff: boolean;
  /** What kube-shields 0.0.6 called it (`web-5d4f8c7b6d`), where that differs. */
  readonly alias?: string;
}

export interface NamingRules {
  /** Whether the annotation `kube-shields/service` is heard. */
  readonly annotationNames: boolean;
  /** The naming of a known pod, for pods that it owns. */
  namingOfPod(namespace: string, name: string, uid: string): Naming | undefined;
}

/** The pod's service; undefined where no controller made the pod, or where its name can't stand in a URL. */
export function serviceNameOf(pod: Pod, rules: NamingRules): Naming | undefined {
  const maker = makerOf(pod);
  if (maker === undefined || pod.ignored) return undefined;
  const parent = maker.kind === 'Pod' ? rules.namingOfPod(pod.namespace, maker.name, maker.uid) : undefined;
  const given = givenName(pod, rules);
  const unhashed = withoutTemplateHash(maker, pod);
  const cronJob = cronJobOf(maker);
  const name = given ?? unhashed ?? cronJob?.name ?? parent?.name ?? maker.name;
  if (!isName(name)) return undefined;
  return {
    name,
    kind: kindOf(pod, maker, { unhashed, cronJob, parent }),
    isOneOff: pod.isRun && given === undefined && cronJob === undefined && (parent?.isOneOff ?? true),
    ...(maker.name !== name && isName(maker.name) && { alias: maker.name }),
  };
}

/** Whether the annotation is there and heard, but is no name: ignored, and worth a line in the log. */
export function hasBadAnnotation(pod: Pod, rules: NamingRules): boolean {
  return rules.annotationNames && pod.serviceAnnotation !== undefined && !isName(pod.serviceAnnotation);
}

/** The number that a CronJob gave the run, as Unix seconds of its schedule; undefined for other owners. */
export function cronJobNumberOf(pod: Pod): number | undefined {
  return pod.owner && cronJobOf(pod.owner)?.scheduledAt;
}

interface Maker {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** A controller, or the template whose `generateName` was given; mirror pods (owned by a Node) have none. */
function makerOf(pod: Pod): Maker | undefined {
  if (pod.owner) return pod.owner.kind === 'Node' ? undefined : pod.owner;
  return pod.generateName === undefined
    ? undefined
    : { kind: '', name: pod.generateName.replace(/-$/, ''), uid: pod.uid };
}

function givenName(pod: Pod, rules: NamingRules): string | undefined {
  if (rules.annotationNames && pod.serviceAnnotation !== undefined && isName(pod.serviceAnnotation)) {
    return pod.serviceAnnotation;
  }
  return pod.serviceLabels.find(isName);
}

function withoutTemplateHash(maker: Maker, pod: Pod): string | undefined {
  if (maker.kind !== 'ReplicaSet' && maker.kind !== '') return undefined;
  for (const hash of [pod.templateHash, pod.rolloutHash]) {
    if (hash && maker.name.endsWith(`-${hash}`)) return maker.name.slice(0, -hash.length - 1);
  }
  return undefined;
}

interface CronJobRun {
  readonly name: string;
  /** Unix seconds. */
  readonly scheduledAt: number;
}

/**
 * A CronJob names its Jobs after itself and the minute of their schedule since 1970 (8 digits; until Kubernetes 1.20
 * a hash or the second, 10 digits). Eight digits that read as a date are somebody's own name.
 */
function cronJobOf(maker: Maker): CronJobRun | undefined {
  const match = maker.kind === 'Job' ? /^(.+)-([2-4]\d{7}|1\d{9})$/.exec(maker.name) : null;
  if (match === null) return undefined;
  const [, name = '', digits = ''] = match;
  if (digits.length === 10) return { name, scheduledAt: Number(digits) };
  return readsAsDate(digits) ? undefined : { name, scheduledAt: Number(digits) * 60 };
}

/** `20YYMMDD` */
function readsAsDate(digits: string): boolean {
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  return digits.startsWith('20') && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

interface Found {
  readonly unhashed: string | undefined;
  readonly cronJob: CronJobRun | undefined;
  readonly parent: Naming | undefined;
}

function kindOf(pod: Pod, maker: Maker, found: Found): string {
  if (found.unhashed !== undefined)
    return pod.rolloutHash && maker.name.endsWith(pod.rolloutHash) ? 'Rollout' : 'Deployment';
  if (found.cronJob) return 'CronJob';
  return found.parent?.kind ?? (maker.kind || 'Pod');
}
