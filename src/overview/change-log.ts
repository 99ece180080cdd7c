// What changed lately, numbered, by name alone: who has seen a page up to some number is told what came after it.
import type { ServiceChange } from '../services/change.ts';
import type { Service } from '../services/service.ts';
import { keyOf } from './row.ts';

export type Place = Pick<Service, 'cluster' | 'namespace' | 'name'>;

export interface Changed {
  /** Each once. */
  readonly places: readonly Place[];
  /** Clusters of which everything may read otherwise. */
  readonly clusters: ReadonlySet<string>;
}

export class ChangeLog {
  /** The number of the last change. */
  sequence = 0;
  private notes: (Place | string)[] = [];

  /** `epoch` is random for each process: another one's numbers mean nothing here. */
  constructor(
    private readonly epoch: string,
    private readonly longest = LONGEST,
  ) {}

  note({ cluster, namespace, name }: ServiceChange): void {
    this.add({ cluster, namespace, name });
  }

  /** Something of the cluster as a whole is other than it was. */
  noteCluster(cluster: string): void {
    this.add(cluster);
  }

  positionOf(sequence: number): string {
    return `${this.epoch}.${sequence}`;
  }

  /** The number that a position stands for; undefined where it isn't one of this process, or is too old. */
  resume(position: string | undefined): number | undefined {
    const [, epoch, digits] = /^(.+)\.(\d{1,15})$/.exec(position ?? '') ?? [];
    const sequence = Number(digits);
    return epoch === this.epoch && this.reaches(sequence) ? sequence : undefined;
  }

  /** Whether all that came after that number is still here. */
  reaches(sequence: number): boolean {
    return sequence <= this.sequence && sequence >= this.sequence - this.notes.length;
  }

  /** What came after that number, which it must reach. */
  since(sequence: number): Changed {
    const places = new Map<string, Place>();
    const clusters = new Set<string>();
    for (const note of this.notes.slice(this.notes.length - (this.sequence - sequence))) {
      if (typeof note === 'string') clusters.add(note);
      else places.set(keyOf(note), note);
    }
    return { places: [...places.values()], clusters };
  }

  /** Trimmed in bulk, so that a long log costs nothing per change. */
  private add(note: Place | string): void {
    this.sequence += 1;
    this.notes.push(note);
    if (this.notes.length > this.longest * 2) this.notes = this.notes.slice(-this.longest);
  }
}

/** Who is further behind is better served with a whole page. */
const LONGEST = 5_000;
