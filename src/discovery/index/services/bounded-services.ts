// The services of a pod set within MAX_SERVICES: a new one is opened where there is room, and one that is gone leaves room
// for others.
import type { ServiceSet } from './service-set.ts';
import type { ServiceTally } from './service-tally.ts';

/** What a new service is for. */
export interface Claim {
  readonly namespace: string;
  readonly isLiving: boolean;
  /** Unix milliseconds: one-offs that finished earlier may be dropped for it. */
  readonly finishedAt: number;
}

/** MAX_SERVICES, as it applies to this set. */
export interface ServiceRoom {
  /** Whether the set may hold one more service; others may be dropped for it. */
  make(claim: Claim): boolean;
  /** Some name waits for room; false for a list that is still incomplete. */
  isContested(): boolean;
  /** A service is gone: pods that wait may be placed. */
  freed(wall: number): void;
  /** The service's pods are unplaced from now on. */
  drop(tally: ServiceTally): void;
}

export class BoundedServices {
  constructor(
    private readonly services: ServiceSet,
    private readonly room: ServiceRoom,
  ) {}

  /** A new one where there is room; otherwise undefined. */
  serviceOf(namespace: string, name: string, claim: Claim): ServiceTally | undefined {
    const known = this.services.get(namespace, name);
    if (known !== undefined) return known;
    return this.room.make(claim) ? this.services.open(namespace, name) : undefined;
  }

  /** Takes over a service of the set that was shown before the first list: one that has workloads alone, or no pods. */
  takeOver(old: ServiceTally, wall: number): void {
    const { namespace, name } = old;
    const finishedAt = old.isFinished && old.isOneOff(wall) ? old.finishedAt : Infinity;
    const known = this.services.get(namespace, name);
    if (known) known.adopt(old);
    else if (this.room.make({ namespace, isLiving: false, finishedAt })) this.services.include(old);
    this.resettle(known ?? old, wall);
  }

  /** After something other than its pods changed. */
  resettle(tally: ServiceTally, wall: number): void {
    if (this.services.has(tally)) this.settle(tally, wall);
  }

  /** Its pods belong to another service now, or to none: it wasn't scaled to zero. */
  closeIfEmpty(tally: ServiceTally | undefined, wall: number): void {
    if (tally?.isEmpty === true && this.services.has(tally)) this.forget(tally, wall);
  }

  /** After every change of a service. Where a living service waits for room, one that has ended is dropped. */
  settle(tally: ServiceTally, wall: number): void {
    const mayGo = tally.isEmpty || (tally.isFinished && tally.isOneOff(wall));
    if (this.services.isForgettable(tally, wall)) this.forget(tally, wall);
    else if (mayGo && this.room.isContested()) this.dropAndAdmit(tally, wall);
    else this.services.settle(tally, wall);
  }

  private forget(tally: ServiceTally, wall: number): void {
    this.services.close(tally);
    this.room.freed(wall);
  }

  private dropAndAdmit(tally: ServiceTally, wall: number): void {
    this.room.drop(tally);
    this.room.freed(wall);
  }
}
