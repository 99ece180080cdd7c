// How much of a service's history its page shows.
export const HISTORY_WINDOWS = ['6h', '24h', '7d'] as const;
export type HistoryWindow = (typeof HISTORY_WINDOWS)[number];
