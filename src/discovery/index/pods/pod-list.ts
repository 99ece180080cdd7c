// The pods of a service, by image and age, so that its versions, and its newest pod, are there without looking at all.
import { byAge, newerOf, type PodEntry } from './pod-entry.ts';
import { SortedList } from '../collections/sorted-list.ts';

export class PodList {
  private readonly countedByImage = new Map<string, SortedList<PodEntry>>();
  private readonly uncounted = new SortedList<PodEntry>(byAge);
  size = 0;

  add(entry: PodEntry): void {
    this.size += 1;
    this.listOf(entry).add(entry);
  }

  delete(entry: PodEntry): void {
    this.size -= 1;
    const list = this.listOf(entry);
    list.delete(entry);
    if (list.size === 0 && list !== this.uncounted) this.countedByImage.delete(entry.pod.image);
  }

  /** Another state of one pod. */
  exchange(before: PodEntry, entry: PodEntry): void {
    const list = this.listOf(before);
    if (list === this.listOf(entry)) list.exchange(before, entry);
    else {
      this.delete(before);
      this.add(entry);
    }
  }

  get newest(): PodEntry | undefined {
    let newest = this.uncounted.last;
    for (const list of this.countedByImage.values()) newest = newerOf(newest, list.last);
    return newest;
  }

  /** The oldest counted pod of each image tag. */
  oldestByImage(): readonly PodEntry[] {
    return [...this.countedByImage.values()].map((list) => list.first).filter((entry) => entry !== undefined);
  }

  /** By age. */
  all(): readonly PodEntry[] {
    const lists = [this.uncounted, ...this.countedByImage.values()].map((list) => list.all());
    return lists.filter((list) => list.length > 0).length > 1
      ? lists.flat().sort(byAge)
      : (lists.find((list) => list.length > 0) ?? []);
  }

  /** Puts what was added in its place now, so that its first reader needn't. */
  order(): void {
    this.uncounted.all();
    for (const list of this.countedByImage.values()) list.all();
  }

  private listOf({ pod, tally }: PodEntry): SortedList<PodEntry> {
    if (!tally.isCounted) return this.uncounted;
    const known = this.countedByImage.get(pod.image);
    if (known !== undefined) return known;
    const list = new SortedList<PodEntry>(byAge);
    this.countedByImage.set(pod.image, list);
    return list;
  }
}
