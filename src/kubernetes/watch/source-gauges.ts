// Sets the gauges of a source.
import type { Moment } from '../../config/clock.ts';
import { isStale, type Source } from './source.ts';

interface Gauge {
  set(labels: { readonly source: string; readonly cluster: string }, value: number): void;
}

export interface SourceGauges {
  readonly sourceAge: Gauge;
  readonly sourceStale: Gauge;
}

/** A source that was never proven is stale, and has no age. */
export function gaugeSource({ sourceAge, sourceStale }: SourceGauges, source: Source, now: Moment): void {
  const { id, cluster, provenAt } = source;
  const labels = { source: id, cluster };
  sourceStale.set(labels, isStale(source, now) ? 1 : 0);
  if (provenAt !== undefined) sourceAge.set(labels, (now.monotonic - provenAt) / 1000);
}
