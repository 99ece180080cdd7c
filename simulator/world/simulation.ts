// What simulated controllers and pods act on: clock, randomness, and the cluster.
import type { ObjectMeta, PodObject } from '../cluster/kubernetes-objects.ts';
import type { WorkloadObject } from '../cluster/workload-objects.ts';
import type { Random } from './random.ts';

export interface Simulation {
  readonly random: Random;
  /** Simulated time in Unix milliseconds. */
  now(): number;
  /** Runs `act` after so many milliseconds, divided by the world's speed. */
  after(ms: number, act: () => void): void;
  /** Runs `act` at that time, at any speed: schedules follow the clock. */
  at(time: number, act: () => void): void;
  show(object: SimulatedObject): void;
  remove(object: SimulatedObject): void;
}

export function isPlain(object: SimulatedObject): object is PlainObject {
  return object.kind === 'Node' || object.kind === 'Kustomization' || object.kind === 'Certificate';
}

export type SimulatedObject = PodObject | WorkloadObject | PlainObject;

/** An object of a kind without pods. */
export interface PlainObject {
  readonly kind: 'Node' | 'Kustomization' | 'Certificate';
  readonly metadata: ObjectMeta;
  readonly spec: object;
  readonly status: object;
}

/** The simulation for the pods of one controller, which reacts to each of their changes. */
export function reactingTo(simulation: Simulation, react: () => void): Simulation {
  return {
    ...simulation,
    show: (object) => {
      simulation.show(object);
      react();
    },
    remove: (object) => {
      simulation.remove(object);
      react();
    },
  };
}
