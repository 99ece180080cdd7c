// Change notifications: names only; subscribers read again.

export type Change = ServiceChange | ClusterChange;

/** A service changed, or was deleted. */
export interface ServiceChange {
  readonly type: 'service';
  readonly cluster: string;
  /** `''`: a logical service. */
  readonly namespace: string;
  readonly name: string;
}

/** Any service of the cluster may have changed: a source turned stale or fresh, or very many services changed at once. */
export interface ClusterChange {
  readonly type: 'cluster';
  readonly cluster: string;
}
