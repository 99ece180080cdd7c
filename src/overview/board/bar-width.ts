// How wide the bars of the past hours are, for the server that draws them and the script that moves them on.

/** Milliseconds of one bar of the table: 48 of them are six hours. */
export const BAR = 450_000;
/** As many as the widest table shows. */
export const MAX_BARS = 96;
