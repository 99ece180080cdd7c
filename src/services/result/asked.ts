// What was asked for, in short, as badges and lists show it.

export interface Asked {
  /** Pods; unknown where the owner of the pods doesn't say, or may not be read. */
  readonly wanted: number | 'unknown';
  /** Of a CronJob: the start that is awaited. Unix milliseconds, as are the others. */
  readonly next?: number;
  /** Of a CronJob: its last start, and its last success. */
  readonly lastStart?: number;
  readonly lastSuccess?: number;
}
