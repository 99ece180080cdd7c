// What a watch proves of its source: which of the events, bookmarks, lists and accepted watches show that everything is
// known up to a moment. docs/design/watching.md has the rules.
import type { Clock, Moment } from '../../config/clock.ts';
import { isStale, prove, type Source } from './source.ts';

export class WatchProof {
  /** When the server last sent an event, a bookmark or a complete list. */
  private sentAt: Moment | undefined;
  /** Monotonic milliseconds at which the watch was opened. */
  private openedAt = -Infinity;
  /** Set while a proof is pending: cancels it. */
  private cancel: (() => void) | undefined;

  constructor(
    private readonly source: Source,
    private readonly clock: Clock,
  ) {}

  /** The server has accepted the watch; `proves`: which is proof that nothing was missed. */
  opened(proves: boolean): void {
    this.openedAt = this.clock.now().monotonic;
    if (!proves) return;
    const arrivedAt = this.clock.arrivedAt();
    this.proveLater(() => {
      prove(this.source, arrivedAt);
    });
  }

  /** Events have arrived; `isComplete`: everything before them was sent, as after a bookmark. */
  received(isComplete: boolean): void {
    const receivedAt = this.clock.arrivedAt();
    const proveIt = (): void => {
      this.sent(receivedAt);
    };
    if (isComplete) proveIt();
    else this.proveLater(proveIt, this.burst - (receivedAt.monotonic - this.openedAt));
  }

  /** The server sent everything up to that moment. */
  sent(at: Moment): void {
    if (this.sentAt !== undefined && at.monotonic < this.sentAt.monotonic) return;
    this.sentAt = at;
    prove(this.source, this.sentAt);
  }

  cancelPending(): void {
    this.cancel?.();
    this.cancel = undefined;
  }

  /** The server may have had more to send: only what it sent last is proven. */
  withdraw(): void {
    if (this.sentAt !== undefined) prove(this.source, this.sentAt);
  }

  /**
   * Missed events arrive in a burst at the beginning of a watch, which may end in the middle of it. Until the burst is
   * over, no event proves the rest; it counts a while later, if the watch is still open.
   */
  private proveLater(proveIt: () => void, burstLeft = 0): void {
    if (!isStale(this.source, this.clock.now()) && burstLeft <= 0) {
      proveIt();
      return;
    }
    this.cancel ??= this.clock.after(this.burst, () => {
      this.cancel = undefined;
      proveIt();
    });
  }

  /** Milliseconds: the maximum duration of the burst of missed events. */
  private get burst(): number {
    return Math.min(MAX_BURST, this.source.staleAfter / 10);
  }
}

/** Milliseconds. */
const MAX_BURST = 1_000;
