// What is other than it was. Who hears of it reads again: a change carries names, not values.

export type Change = ServiceChange | SourceChange;

/** Something of a service changed. It may be gone. */
export interface ServiceChange {
  readonly type: 'service';
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
}

/** A source fell silent, or is heard again: everything that comes from it reads otherwise, in one change. */
export interface SourceChange {
  readonly type: 'source';
  readonly cluster: string;
  /** The source's id. */
  readonly source: string;
  readonly isStale: boolean;
}
