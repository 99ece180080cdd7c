// The changes of one service, oldest first, in twelve bytes each.

export class StateLog {
  private times = new Float64Array(FIRST);
  private codes = new Uint32Array(FIRST);
  length = 0;

  /** `code`: the observation, packed into a number. */
  push(at: number, code: number): void {
    if (this.length === this.times.length) this.resize(Math.ceil(this.length * 1.25) + 1);
    this.times[this.length] = at;
    this.codes[this.length] = code;
    this.length += 1;
  }

  timeAt(index: number): number {
    return this.times[index] ?? NaN;
  }

  codeAt(index: number): number {
    return this.codes[index] ?? 0;
  }

  /** Index of the last change at or before that time; -1: none. */
  indexAt(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.timeAt(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** Forgets what was over before that time. */
  forgetBefore(time: number): void {
    const from = this.indexAt(time);
    if (from <= 0) return;
    this.times = this.times.slice(from, this.length);
    this.codes = this.codes.slice(from, this.length);
    this.length -= from;
  }

  forgetLast(): void {
    this.length -= 1;
  }

  private resize(length: number): void {
    const { times, codes } = this;
    this.times = new Float64Array(length);
    this.times.set(times);
    this.codes = new Uint32Array(length);
    this.codes.set(codes);
  }
}

const FIRST = 2;
