// What controllers and pods of the simulated world act on: its clock, its chance, and the cluster.
import type { ObjectMeta, PodObject } from '../cluster/kubernetes-objects.ts';
import type { WorkloadObject } from '../cluster/workload-objects.ts';
import type { Random } from './random.ts';

export interface Stage {
  readonly random: Random;
  /** Unix milliseconds of the moment that is being played. */
  now(): number;
  /** Plays this after so many milliseconds, or sooner where the world is sped up. */
  after(ms: number, act: () => void): void;
  /** Plays this at that moment, at any speed: schedules are bound to the clock. */
  at(time: number, act: () => void): void;
  show(object: SimulatedObject): void;
  remove(object: SimulatedObject): void;
}

export function isPlain(object: SimulatedObject): object is PlainObject {
  return object.kind === 'Node' || object.kind === 'Kustomization' || object.kind === 'Certificate';
}

export type SimulatedObject = PodObject | WorkloadObject | PlainObject;

/** Of a kind that runs no pods. */
export interface PlainObject {
  readonly kind: 'Node' | 'Kustomization' | 'Certificate';
  readonly metadata: ObjectMeta;
  readonly spec: object;
  readonly status: object;
}

/** The same stage for the pods of one controller, which reacts to each change of them. */
export function watched(stage: Stage, react: () => void): Stage {
  return {
    ...stage,
    show: (object) => {
      stage.show(object);
      react();
    },
    remove: (object) => {
      stage.remove(object);
      react();
    },
  };
}
