// Durations of HTTP responses as a Prometheus histogram. prom-client's own builds a key from the labels each time, a
// tenth of a badge's CPU time; this one needs three map look-ups.

export interface AnswerLabels {
  /** A route's name or `none`, never a path: rows stay bounded whatever is asked. */
  readonly route: string;
  readonly method: 'GET' | 'HEAD' | 'other';
  readonly status: number;
}

export class HttpDurations {
  /** By route, method and status. */
  private readonly rows = new Map<string, Map<string, Map<number, Row>>>();

  constructor(
    private readonly name: string,
    private readonly help: string,
    /** Seconds, rising. */
    private readonly bounds: readonly number[],
  ) {}

  /** So many answers that took so long each. */
  observe({ route, method, status }: AnswerLabels, seconds: number, times = 1): void {
    const row = this.rows.get(route)?.get(method)?.get(status) ?? this.addRow(route, method, status);
    let bucket = 0;
    while (seconds > (this.bounds[bucket] ?? Infinity)) bucket += 1;
    row.counts[bucket] = (row.counts[bucket] ?? 0) + times;
    row.sum += seconds * times;
  }

  /** As Prometheus reads it. */
  expose(): string {
    const rows = [...this.rows.values()].flatMap((byMethod) =>
      [...byMethod.values()].flatMap((by) => [...by.values()]),
    );
    const lines = rows.flatMap((row) => this.linesOf(row));
    return [`# HELP ${this.name} ${this.help}`, `# TYPE ${this.name} histogram`, ...lines, ''].join('\n');
  }

  private addRow(route: string, method: string, status: number): Row {
    const byMethod = this.rows.get(route) ?? new Map<string, Map<number, Row>>();
    const byStatus = byMethod.get(method) ?? new Map<number, Row>();
    const labels = `route="${route}",method="${method}",status="${status}"`;
    const row = { labels, counts: new Array<number>(this.bounds.length + 1).fill(0), sum: 0 };
    this.rows.set(route, byMethod.set(method, byStatus.set(status, row)));
    return row;
  }

  private linesOf({ labels, counts, sum }: Row): readonly string[] {
    let count = 0;
    const buckets = counts.map((one, at) => {
      count += one;
      return `${this.name}_bucket{le="${this.bounds[at] ?? '+Inf'}",${labels}} ${count}`;
    });
    return [...buckets, `${this.name}_sum{${labels}} ${sum}`, `${this.name}_count{${labels}} ${count}`];
  }
}

interface Row {
  /** As they are written: no value holds a quote. */
  readonly labels: string;
  /** Responses per bucket, not cumulated; the last: longer than all bounds. */
  readonly counts: number[];
  sum: number;
}
