// One watch's pods. Its first list fills a second set, which is swapped in when it is complete. Changes of a later list are
// applied in place, a service at a time.
import type { Subject } from 'rxjs';
import type { Moment } from '../../config/clock.ts';
import type { KnownObjects, ObjectEvent, ObjectIdentity } from '../../kubernetes/resource/resource.ts';
import type { ObjectSink } from '../../kubernetes/watch/object-sink.ts';
import type { Source } from '../../kubernetes/watch/source.ts';
import type { Pod } from '../pods/pod.ts';
import type { WorkloadKind } from '../workloads/workload.ts';
import type { WorkloadListener } from '../workloads/workload-set.ts';
import { inPieces } from './collections/in-pieces.ts';
import { PodSet, type PodSetRules } from './pod-set.ts';
import { Relist } from './relist.ts';
import type { ServiceTally } from './services/service-tally.ts';
import type { WorkloadRules } from './services/workload-state.ts';
import { WorkloadStates } from './workload-states.ts';

/** A service may have changed: read it again. */
export interface Touch {
  readonly namespace: string;
  readonly name: string;
  /** Undefined: it is forgotten. */
  readonly tally: ServiceTally | undefined;
  readonly source: Source;
  /** From the first list of its source: nothing was seen to change. */
  readonly isFirst: boolean;
  readonly now: Moment;
}

export class Partition implements KnownObjects<Pod>, ObjectSink<Pod> {
  /** What readers see. */
  pods: PodSet;
  /** The first list, while it comes in. */
  private first: PodSet | undefined;
  /** A later one. */
  private relist: Relist | undefined;
  private hasListed = false;
  /** The first list is being swapped in: nothing of it is published yet. */
  private isOpening = false;
  private readonly workloadStates: WorkloadStates;

  constructor(
    private readonly source: Source,
    private readonly rules: PodSetRules & WorkloadRules,
    private readonly touches: Subject<Touch>,
  ) {
    this.pods = new PodSet(rules);
    this.workloadStates = new WorkloadStates({
      rules,
      pods: () => this.pods,
      publish: (now, isFirst) => {
        this.publish(now, isFirst);
      },
    });
  }

  /** Receives the scope's workloads of that kind. */
  workloads(kind: WorkloadKind): WorkloadListener {
    return this.workloadStates.listener(kind);
  }

  /** Unix milliseconds at which something changes by time alone. */
  nextAlarm(): number | undefined {
    const [pods, workloads] = [this.pods.nextAlarm(), this.workloadStates.nextAlarm()];
    return pods === undefined || workloads === undefined ? (pods ?? workloads) : Math.min(pods, workloads);
  }

  get count(): number {
    return this.pods.known.count;
  }

  sameVersion(pod: ObjectIdentity): Pod | undefined {
    return this.pods.known.sameVersion(pod);
  }

  has(set: PodSet): boolean {
    return set === this.pods || set === this.first;
  }

  begin(): void {
    if (this.hasListed) this.relist = new Relist(this.pods);
    else this.first = new PodSet(this.rules);
    this.workloadStates.podsListing();
  }

  add(pods: readonly Pod[], now: Moment): void {
    this.relist?.add(pods, now.wall);
    if (this.first === undefined) return;
    for (const pod of pods) this.first.put(pod, now.wall);
    // Page by page, as all of it at the end would block everything else.
    for (const tally of this.first.services.takeTouched()) tally.order();
  }

  /** Applies what a list changes, except the last piece, which for most lists is all of it. */
  *prepare(now: Moment): Iterable<void> {
    const { relist } = this;
    if (relist === undefined) return;
    yield* relist.sort();
    while (relist.isLarge) {
      relist.applyPiece(now.wall);
      this.publish(now);
      yield;
    }
  }

  *commit(now: Moment): Iterable<void> {
    const { first, relist } = this;
    this.first = this.relist = undefined;
    if (first) yield* this.open(first, now);
    if (relist) this.finish(relist, now);
  }

  abandon(now: Moment): void {
    this.first = this.relist = undefined;
    this.workloadStates.podsListed(now.wall);
    this.publish(now);
  }

  apply({ type, object: pod }: ObjectEvent<Pod>, now: Moment): void {
    if (type === 'set') this.pods.put(pod, now.wall);
    else this.pods.delete(pod, now.wall);
    this.publish(now);
  }

  advance(now: Moment, wentBack: boolean): void {
    if (wentBack) {
      this.pods.judgeAgain(now.wall);
      this.workloadStates.judgeAgain(now.wall);
    } else this.pods.advance(now.wall);
    this.workloadStates.advance(now.wall);
    this.publish(now);
  }

  /** Shows the first list. Until it returns, names that aren't published yet are pending, as the source has not synced. */
  private *open(first: PodSet, now: Moment): Iterable<void> {
    const { pods: before } = this;
    this.isOpening = true;
    this.hasListed = true;
    this.pods = first;
    const known = [...before.services.all()];
    const touched = before.services.takeTouched();
    yield* inPieces(known, (old) => {
      first.bounded.takeOver(old, now.wall);
    });
    yield* this.workloadStates.podsOpened(now.wall);
    for (const old of new Set([...known, ...touched])) this.touchIfGone(old, now);
    first.services.takeTouched();
    yield* inPieces([...first.services.all()], (tally) => {
      this.publishTally(tally, now, true);
    });
    this.isOpening = false;
    this.publish(now, true);
  }

  private finish(relist: Relist, now: Moment): void {
    relist.end(now.wall);
    this.workloadStates.podsListed(now.wall);
    this.publish(now);
  }

  /** While the first list is incomplete, workloads wait for their pods: a service is published once, with both. */
  private publish(now: Moment, isFirst = false): void {
    if (this.isOpening || this.first !== undefined) return;
    this.workloadStates.settlePods(now.wall);
    for (const tally of this.pods.services.takeTouched()) this.publishTally(tally, now, isFirst);
  }

  private publishTally(tally: ServiceTally, now: Moment, isFirst: boolean): void {
    this.workloadStates.setAlarms(tally, now.wall);
    if (this.pods.services.has(tally)) this.publishTouch(tally, tally, now, isFirst);
    else this.touchIfGone(tally, now);
  }

  private touchIfGone(tally: ServiceTally, now: Moment): void {
    if (this.pods.services.get(tally.namespace, tally.name) === undefined)
      this.publishTouch(tally, undefined, now, false);
  }

  private publishTouch(named: ServiceTally, tally: ServiceTally | undefined, now: Moment, isFirst: boolean): void {
    const { namespace, name } = named;
    this.touches.next({ namespace, name, tally, source: this.source, isFirst, now });
  }
}
