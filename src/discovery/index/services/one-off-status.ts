// Whether a service is a one-off: made of runs that nothing durable names, so that it comes once and goes.
import { DAY, HOUR } from '../../../config/duration.ts';
import { SortedList } from '../collections/sorted-list.ts';
import { byAge, type PodEntry } from '../pods/pod-entry.ts';

/** Milliseconds. A service isn't a one-off while such a pod of it lives that is older than this. */
const ONE_OFF_AGE = HOUR;
/** Milliseconds. A service whose pod lived for so long, as a virtual machine does, stays durable once that pod is gone. */
const DURABLE_AGE = DAY;

export class OneOffStatus {
  /** A label, an annotation, a CronJob, an ordinary pod or one that lived for a day has been part of the service. */
  private isDurable = false;
  /** Living pods of runs that nothing durable names, by age. */
  private living: SortedList<PodEntry> | undefined;

  setDurable(): void {
    this.isDurable = true;
  }

  add(entry: PodEntry): void {
    this.isDurable ||= !entry.naming.isOneOff;
    if (isLivingOneOff(entry)) (this.living ??= new SortedList(byAge)).add(entry);
  }

  remove(entry: PodEntry, wall: number): void {
    this.isDurable ||= this.hasPodOlderThan(DURABLE_AGE, wall);
    if (isLivingOneOff(entry)) this.living?.delete(entry);
  }

  /** What was known of the service before its pods were. */
  adopt(before: OneOffStatus): void {
    this.isDurable ||= before.isDurable;
  }

  isOneOff(wall: number): boolean {
    return !this.isDurable && !this.hasPodOlderThan(ONE_OFF_AGE, wall);
  }

  /** Unix milliseconds from which on it isn't a one-off, as its oldest pod has lived for long. */
  endsAt(): number | undefined {
    const oldest = this.living?.first;
    return oldest && oldest.pod.createdAt + ONE_OFF_AGE;
  }

  private hasPodOlderThan(ms: number, wall: number): boolean {
    const oldest = this.living?.first;
    return oldest !== undefined && wall >= oldest.pod.createdAt + ms;
  }
}

function isLivingOneOff({ naming, tally }: PodEntry): boolean {
  return naming.isOneOff && tally.isCounted;
}
