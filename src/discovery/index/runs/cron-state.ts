// Whether a CronJob starts when its schedule says. All times are Unix milliseconds.
import { DAY, HOUR, MINUTE } from '../../../config/duration.ts';
import { parseSchedule, type Schedule } from '../../workloads/schedule.ts';
import type { Run } from './run.ts';
import type { CronJob } from '../../workloads/workload.ts';

/** The newest run, as far as it matters here. */
export interface NewestRun {
  readonly isLiving: boolean;
  /** When the schedule says it starts. */
  readonly scheduledAt: number | undefined;
  /** When its Job ended. */
  readonly endedAt: number | undefined;
}

export function newestRunOf(run: Run | undefined): NewestRun | undefined {
  if (run === undefined) return undefined;
  const { scheduledAt } = run.identity;
  return {
    isLiving: run.livingPods > 0,
    scheduledAt: scheduledAt === undefined ? undefined : scheduledAt * 1_000,
    endedAt: run.jobEndedAt,
  };
}

export type CronVerdict =
  | { readonly is: 'on time' | 'suspended' | 'bad schedule' | 'missed before' | 'overrun' }
  | { readonly is: 'overdue'; readonly since: number };

/** Controllers are late now and then; what starts oftener than each ten minutes is waited for less. */
const GRACE = 5 * MINUTE;
const SHORT_GRACE = MINUTE;
const OFTEN = 10 * MINUTE;
/** A run may live this long past its second next start. */
const OVERRUN_AFTER = 10 * MINUTE;

export class CronState {
  private schedule: Schedule | undefined;
  /** When its schedule, zone or suspension was seen to change. */
  private changedAt = 0;
  private known: { readonly from: number; readonly next: number | undefined } | undefined;

  constructor(
    private cronJob: CronJob,
    private readonly timeZone: string,
    private readonly firstSeenAt: number,
  ) {
    this.schedule = this.parse();
  }

  /** Of the same uid: another CronJob of its name has a state of its own. */
  update(cronJob: CronJob, wall: number): void {
    const before = this.cronJob;
    this.cronJob = cronJob;
    const isSame = (['schedule', 'timeZone', 'isSuspended'] as const).every((key) => before[key] === cronJob[key]);
    if (isSame) return;
    this.changedAt = wall;
    this.known = undefined;
    this.schedule = this.parse();
  }

  judge(run: NewestRun | undefined, wall: number): CronVerdict {
    if (this.cronJob.isSuspended) return { is: 'suspended' };
    if (this.schedule === undefined) return { is: 'bad schedule' };
    if (wall >= (this.overrunsAt(run) ?? Infinity)) return { is: 'overrun' };
    const due = this.dueAt(run);
    if (due === undefined || this.isHeldBack || wall <= due + this.graceOf(due)) return { is: 'on time' };
    if (due <= this.firstSeenAt) {
      const next = this.schedule.next(this.firstSeenAt);
      if (next === undefined || wall <= next + this.graceOf(next)) return { is: 'missed before' };
    }
    return { is: 'overdue', since: due };
  }

  /** The start that is awaited. */
  next(run: NewestRun | undefined, wall: number): number | undefined {
    if (this.cronJob.isSuspended) return undefined;
    return this.schedule?.next(Math.max(wall, this.baseOf(run)));
  }

  /** When the verdict changes by time alone. */
  nextAlarm(run: NewestRun | undefined, wall: number): number | undefined {
    if (this.cronJob.isSuspended || this.schedule === undefined) return undefined;
    const due = this.dueAt(run);
    const next = due !== undefined && due <= this.firstSeenAt ? this.schedule.next(this.firstSeenAt) : undefined;
    const times = [
      this.overrunsAt(run),
      due,
      due !== undefined && due + this.graceOf(due) + 1,
      next !== undefined && next + this.graceOf(next) + 1,
      due !== undefined && nextTick(wall - due) + due,
    ];
    const ahead = times.filter((time): time is number => typeof time === 'number' && time > wall);
    return ahead.length === 0 ? undefined : Math.min(...ahead);
  }

  private parse(): Schedule | undefined {
    return parseSchedule(this.cronJob.schedule, this.cronJob.timeZone ?? this.timeZone);
  }

  /** One run at a time, and there is one. */
  private get isHeldBack(): boolean {
    return this.cronJob.concurrency === 'Forbid' && this.cronJob.active > 0;
  }

  /** The first start that should have been, or will be. */
  private dueAt(run: NewestRun | undefined): number | undefined {
    const from = this.baseOf(run);
    if (this.known?.from !== from) this.known = { from, next: this.schedule?.next(from) };
    return this.known.next;
  }

  private baseOf(run: NewestRun | undefined): number {
    const { lastScheduledAt = 0, createdAt, concurrency } = this.cronJob;
    const endedAt = concurrency === 'Forbid' ? (run?.endedAt ?? 0) : 0;
    return Math.max(lastScheduledAt, createdAt, this.changedAt, endedAt);
  }

  private graceOf(start: number): number {
    const next = this.schedule?.next(start);
    return next !== undefined && next - start < OFTEN ? SHORT_GRACE : GRACE;
  }

  private overrunsAt(run: NewestRun | undefined): number | undefined {
    if (this.cronJob.concurrency !== 'Forbid' || run?.isLiving !== true) return undefined;
    // One that was started by hand holds back no other.
    const next = run.scheduledAt === undefined ? undefined : this.schedule?.next(run.scheduledAt);
    const second = next === undefined ? undefined : this.schedule?.next(next);
    return second === undefined ? undefined : second + OVERRUN_AFTER;
  }
}

const UNITS: readonly (readonly [number, string])[] = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [1_000, 's'],
];

/** In the largest unit: `7 h`. */
export function largestUnitText(ms: number): string {
  const [size, unit] = unitOf(ms);
  return `${Math.floor(ms / size)} ${unit}`;
}

/** The next duration that reads otherwise. */
function nextTick(ms: number): number {
  const [size] = unitOf(ms);
  return (Math.floor(Math.max(ms, 0) / size) + 1) * size;
}

function unitOf(ms: number): readonly [number, string] {
  return UNITS.find(([size]) => ms >= size) ?? [1_000, 's'];
}
