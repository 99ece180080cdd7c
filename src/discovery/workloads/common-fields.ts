// What all workloads have in common: identity, the names that their pods' service comes from, links, owner and containers.
import {
  countOf,
  itemsOf,
  type RawMetadata,
  type RawOwner,
  type RawTexts,
  textOf,
  timeOf,
} from '../../kubernetes/resource/raw-object.ts';
import { identityOf } from '../../kubernetes/resource/resource.ts';
import { detached } from '../../kubernetes/resource/shared-strings.ts';
import type { Owner } from '../pods/pod.ts';
import { DEPLOYMENT_ANNOTATIONS, DEPLOYMENT_LABELS, deployedByOf } from './deployed-by.ts';
import type { RawTemplate, RawTemplateSpec, RawWorkload } from './raw-workload.ts';
import type { Deployment, WorkloadKind, WorkloadLink } from './workload.ts';

export interface WorkloadTrimRules {
  /** SERVICE_LABELS. */
  readonly serviceLabels: readonly string[];
  /** ANNOTATIONS: of `kube-shields/…`, those that are used. */
  readonly annotations: readonly string[];
}

/** The labels and annotations that are looked at, on workloads and their templates; a decoder may leave all others out. */
export function workloadTextsRead({ serviceLabels, annotations }: WorkloadTrimRules): {
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  readonly annotationPrefixes: readonly string[];
} {
  return {
    labels: [...serviceLabels, ...DEPLOYMENT_LABELS],
    annotations: [
      ...annotations.filter((name) => name !== 'link').map((name) => PREFIX + name),
      ...DEPLOYMENT_ANNOTATIONS,
    ],
    annotationPrefixes: annotations.includes('link') ? [LINK] : [],
  };
}

type CommonFields = Omit<Deployment, 'kind' | keyof FieldsOfDeployment>;
type FieldsOfDeployment = Pick<
  Deployment,
  | 'replicas'
  | 'isPaused'
  | 'progressDeadline'
  | 'observedGeneration'
  | 'updated'
  | 'ready'
  | 'available'
  | 'progressing'
  | 'replicaFailure'
>;

/** Undefined without a name or namespace. `own`: the fields of its kind. */
export function withCommonFields<Own extends { readonly kind: WorkloadKind }>(
  { metadata }: RawWorkload,
  template: RawTemplate | null | undefined,
  rules: WorkloadTrimRules,
  own: Own,
): (CommonFields & Own) | undefined {
  const identity = identityOf(metadata);
  if (identity === undefined || identity.namespace === '') return undefined;
  const onWorkload = annotationsUsed(metadata?.annotations, rules);
  const onTemplate = annotationsUsed(template?.metadata?.annotations, rules);
  const owner = ownerOf(metadata);
  const deletedAt = timeOf(metadata?.deletionTimestamp);
  const service = short(onTemplate('service'), MAX_NAME);
  const min = short(onTemplate('min'), MAX_NAME);
  const maintenance = short(onWorkload('maintenance'), MAX_MAINTENANCE);
  const deployedBy = deployedByOf(metadata);
  return {
    ...identity,
    ...own,
    createdAt: timeOf(metadata?.creationTimestamp) ?? 0,
    generation: generationOf(metadata?.generation),
    ignored: onWorkload('ignore') === 'true' || onTemplate('ignore') === 'true',
    serviceLabels: rules.serviceLabels
      .map((key) => short(template?.metadata?.labels?.[key], MAX_NAME))
      .filter((value) => value !== undefined),
    links: rules.annotations.includes('link') ? linksOf(metadata?.annotations) : [],
    containers: containersOf(template?.spec),
    ...(owner && { owner }),
    ...(deployedBy && { deployedBy }),
    ...(deletedAt !== undefined && { deletedAt }),
    ...(service !== undefined && { serviceAnnotation: service }),
    ...(min !== undefined && { minAnnotation: min }),
    ...(maintenance !== undefined && { maintenanceAnnotation: maintenance }),
  };
}

function annotationsUsed(
  annotations: RawTexts | null | undefined,
  rules: WorkloadTrimRules,
): (name: string) => unknown {
  return (name) => (rules.annotations.includes(name) ? annotations?.[PREFIX + name] : undefined);
}

const PREFIX = 'kube-shields/';
const LINK = `${PREFIX}link.`;

function linksOf(annotations: RawTexts | null | undefined): readonly WorkloadLink[] {
  return Object.entries(annotations ?? {})
    .filter(([key]) => key.startsWith(LINK))
    .slice(0, MAX_LINKS)
    .flatMap(([key, value]) => {
      const url = short(value, MAX_URL);
      // One that is cut leads elsewhere.
      return url === undefined || url !== value
        ? []
        : [{ name: detached(key.slice(LINK.length, LINK.length + MAX_REASON)), url }];
    });
}

function ownerOf(metadata: RawMetadata | null | undefined): Owner | undefined {
  const owners: readonly RawOwner[] = itemsOf(metadata?.ownerReferences);
  const owner = owners.find(({ controller }) => controller === true);
  const kind = short(owner?.kind, MAX_NAME);
  const name = short(owner?.name, MAX_NAME);
  if (kind === undefined || name === undefined) return undefined;
  const apiVersion = short(owner?.apiVersion, MAX_NAME);
  const uid = short(owner?.uid, MAX_NAME) ?? `${kind}/${name}`;
  return { kind, name, uid, ...(apiVersion !== undefined && { apiVersion }) };
}

/** App containers and restartable init containers, as READY counts. */
function containersOf(spec: RawTemplateSpec | null | undefined): number {
  const sidecars: readonly { readonly restartPolicy?: unknown }[] = itemsOf(spec?.initContainers);
  return itemsOf(spec?.containers).length + sidecars.filter(({ restartPolicy }) => restartPolicy === 'Always').length;
}

/** A Rollout writes its observedGeneration as text, before Argo Rollouts 1.0 as a hash, which nothing is behind. */
export function generationOf(value: unknown): number {
  const text = textOf(value);
  if (text !== undefined && !/^\d+$/.test(text)) return Number.MAX_SAFE_INTEGER;
  return countOf(text === undefined ? value : Math.min(Number(text), Number.MAX_SAFE_INTEGER));
}

/** Cut, so that no workload takes much memory. */
export function short(value: unknown, length: number): string | undefined {
  const text = textOf(value);
  return text === undefined || text.length <= length ? text : detached(text.slice(0, length));
}

/** The longest name that is valid has 253 characters; one more keeps an invalid one invalid. */
export const MAX_NAME = 254;
export const MAX_REASON = 64;
const MAX_MAINTENANCE = 256;
const MAX_URL = 2_048;
const MAX_LINKS = 8;
