// The cluster's own row: its version, nodes, pods, services and age, as badges of `/c/`.
import { DAY } from '../../config/duration.ts';
import type { Moment } from '../../config/clock.ts';
import type { WatchedObject } from '../../discovery/objects/watched-object.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import { joinReadiness } from './join-objects.ts';
import { readinessOf } from './readiness.ts';
import type { Result, State } from '../result/result.ts';

export const FACTS = ['version', 'nodes', 'pods', 'services', 'age'] as const;
type Fact = (typeof FACTS)[number];

/** Read when it is asked for. */
export interface FactInputs {
  serverVersion(): string | undefined;
  readonly versionSource: Source;
  /** Undefined: nodes aren't watched, or it isn't granted. */
  nodes(): WatchedNodes | undefined;
  pods(): { readonly running: number; readonly total: number };
  /** Services by state. */
  services(now: Moment): ReadonlyMap<State, number>;
  /** What pods and services are known by. */
  podSource(): Source;
}

export interface WatchedNodes {
  readonly objects: readonly WatchedObject[];
  readonly source: Source;
}

/** Undefined for what isn't one of them. */
export function clusterFact(check: string, inputs: FactInputs, now: Moment): Result | undefined {
  const fact = FACTS.find((each) => each === check);
  return fact && READ[fact](inputs, now);
}

const READ: Readonly<Record<Fact, (inputs: FactInputs, now: Moment) => Result>> = {
  version: versionFact,
  nodes: nodesFact,
  pods: podsFact,
  services: servicesFact,
  age: ageFact,
};

function versionFact(inputs: FactInputs): Result {
  const label = 'Kubernetes';
  const source = inputs.versionSource;
  const serverVersion = inputs.serverVersion();
  if (serverVersion === undefined) return { label, ...PENDING, source };
  return { label, status: serverVersion, color: 'blue', state: 'ok', source };
}

const PENDING = { status: 'pending', color: 'lightgrey', state: 'unknown', reason: 'pending' } as const;
const NOT_WATCHED = { status: 'not watched', color: 'lightgrey', state: 'unknown' } as const;

function nodesFact(inputs: FactInputs, now: Moment): Result {
  const nodes = inputs.nodes();
  if (nodes === undefined) return { label: 'nodes', ...NOT_WATCHED, source: inputs.versionSource };
  const { objects, source } = nodes;
  if (objects.length === 0) return { label: 'nodes', ...PENDING, source };
  const all = objects.map((each) => readinessOf(each, undefined, now.wall));
  const { status, color, state } = joinReadiness(all);
  return { label: 'nodes', status, color, state, source };
}

function podsFact(inputs: FactInputs): Result {
  const { running, total } = inputs.pods();
  const status = `${running}/${total} running`;
  return { label: 'pods', status, color: 'blue', state: 'ok', source: inputs.podSource() };
}

function servicesFact(inputs: FactInputs, now: Moment): Result {
  return servicesFactOf(inputs.services(now), inputs.podSource());
}

/** `47 ok, 3 down`: the color is the worst one's. */
export function servicesFactOf(services: ReadonlyMap<State, number>, source: Source): Result {
  const found = SHOWN.filter(([state]) => (services.get(state) ?? 0) > 0);
  if (found.length === 0) return { label: 'services', status: 'none', color: 'lightgrey', state: 'unknown', source };
  const status = found.map(([state]) => `${services.get(state) ?? 0} ${state}`).join(', ');
  const [state, color] = WORST_FIRST.find(([each]) => (services.get(each) ?? 0) > 0) ?? ['unknown', 'lightgrey'];
  return { label: 'services', status, color, state, source };
}

const WORST_FIRST: readonly (readonly [State, string])[] = [
  ['down', 'red'],
  ['degraded', 'yellow'],
  ['stale', 'lightgrey'],
  ['ok', 'green'],
  ['unknown', 'lightgrey'],
];
const SHOWN: readonly (readonly [State, string])[] = [
  ['ok', 'green'],
  ...WORST_FIRST.filter(([state]) => state !== 'ok'),
];

/** Since its oldest node was made. */
function ageFact(inputs: FactInputs, now: Moment): Result {
  const nodes = inputs.nodes();
  if (nodes === undefined) return { label: 'age', ...NOT_WATCHED, source: inputs.versionSource };
  const { objects, source } = nodes;
  if (objects.length === 0) return { label: 'age', ...PENDING, source };
  const oldest = objects.reduce((least, { createdAt }) => Math.min(least, createdAt), Infinity);
  const days = Math.floor(Math.max(0, now.wall - oldest) / DAY);
  return { label: 'age', status: `${days} d`, color: 'blue', state: 'ok', source };
}
