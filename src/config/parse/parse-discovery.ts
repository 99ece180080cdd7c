// What is watched, and what becomes a service.
import { ANNOTATION_NAMES, type AnnotationName, type DiscoveryConfig } from '../config.ts';
import { HOUR, WEEK } from '../duration.ts';
import { type EnvReader, quote } from './env-reader.ts';
import { parseObjects } from './parse-objects.ts';

export function parseDiscovery(read: EnvReader): DiscoveryConfig {
  const watchNamespaces = read.listOf('WATCH_NAMESPACES', isLabelOfDns, NAMESPACE);
  if (watchNamespaces.length > 100) {
    read.fault(
      'WATCH_NAMESPACES',
      `names ${watchNamespaces.length} namespaces. Name at most 100, or none to watch the whole cluster.`,
    );
  }
  return {
    objects: parseObjects(read),
    watchNamespaces,
    watchWorkloads: read.choice('WATCH_WORKLOADS', ['true', 'false'], 'true') === 'true',
    excludedNamespaces: read.listOf('EXCLUDED_NAMESPACES', isExclusion, EXCLUSION, ['kube-system']),
    serviceLabels: read.listOf('SERVICE_LABELS', isLabel, "a label's name, like app.kubernetes.io/name", [
      'serving.knative.dev/service',
    ]),
    annotations: parseAnnotations(read),
    sidecars: read.listOf('SIDECARS', isLabelOfDns, "a container's name, like istio-proxy"),
    cronTimeZone: parseTimeZone(read),
    maxServices: read.integer('MAX_SERVICES', { default: 20_000, min: 1, max: 1_000_000 }),
    startGrace: read.duration('START_GRACE', { default: 60_000, max: WEEK }),
    staleAfter: read.duration('STALE_AFTER', { default: 90_000, min: MIN_STALE_AFTER, max: WEEK }),
    forgetAfter: read.duration('FORGET_AFTER', { default: 24 * HOUR, max: 52 * WEEK }),
  };
}

function parseTimeZone(read: EnvReader): string {
  const zone = read.text('CRON_TIME_ZONE') ?? 'UTC';
  if (!isTimeZone(zone)) read.fault('CRON_TIME_ZONE', `${quote(zone)} is not a time zone. Write it as Europe/Berlin.`);
  return zone;
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** ANNOTATION_NAMES is the older way to turn one of them off. */
function parseAnnotations(read: EnvReader): readonly AnnotationName[] {
  const named = read.listOf('ANNOTATIONS', isAnnotation, `one of ${ANNOTATION_NAMES.join(', ')}`, ANNOTATION_NAMES);
  const names = read.choice('ANNOTATION_NAMES', ['true', 'false'], 'true') === 'true';
  return ANNOTATION_NAMES.filter((name) => named.includes(name) && (names || name !== 'service'));
}

const isAnnotation = (text: string): boolean => ANNOTATION_NAMES.some((name) => name === text);

/** A DNS label: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const isLabelOfDns = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);

/**
 * A watch lasts a third of STALE_AFTER, and at least a second: with less, a quiet cluster would turn stale again and
 * again.
 */
const MIN_STALE_AFTER = 3_000;
const NAMESPACE = "a namespace's name, which is lower case letters, digits and `-`";
const EXCLUSION = "a namespace's name, or a part of one with `*` for the rest, as in kube-*";

/** `*` alone would exclude everything. */
const isExclusion = (text: string): boolean =>
  isLabelOfDns(text) || (/^(?=.*\*)[a-z0-9*-]+$/.test(text) && /[^*]/.test(text));

/** Label keys: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const isLabel = (text: string): boolean =>
  /^(?:[a-z0-9][a-z0-9.-]{0,252}\/)?[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/.test(text);
