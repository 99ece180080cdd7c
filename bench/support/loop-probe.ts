// Loaded into the product before its own code (`node --import`): measures how long its event loop was blocked, how much CPU
// time its thread used meanwhile, and how much of that collected garbage. The first two differ on a machine whose processors
// other processes use too.
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { PerformanceObserver } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** The longest turn since the previous call, in milliseconds. */
export interface Blocks {
  /** Wall-clock time. */
  readonly wall: number;
  /** CPU time of the product's own thread, including garbage collection on it. */
  readonly own: number;
  /**
   * How much of that turn collected garbage, at most: collections are measured by wall clock, and those that go on beside the
   * program aren't announced.
   */
  readonly collecting: number;
  /** The longest turn without a collection in it, CPU time. */
  readonly withoutCollecting: number;
  /** Turns that took longer than the target, by wall clock or CPU time. */
  readonly wallOver: number;
  readonly ownOver: number;
}

interface Turn {
  readonly from: number;
  readonly to: number;
  readonly own: number;
}

/** Milliseconds between samples while nothing is done: long enough to cost next to nothing. */
const PAUSE = 2;
/** CPU time, in milliseconds. After a turn of that length the next one is measured by itself. */
const BUSY = 0.1;
const TARGET = 20;
/** CPU time, in milliseconds. Shorter turns are never the longest one that matters. */
const LONG = 4;
/** So many turns, and collections. */
const KEPT = 50_000;

const path = process.env['BENCH_PROBE'];
let longest = { wall: 0, wallOver: 0, ownOver: 0, own: 0 };
let turns: Turn[] = [];
let collections: { readonly from: number; readonly to: number }[] = [];
let before = now();

// The product's threads load this file too, and aren't measured.
if (path !== undefined && isMainThread) {
  sample(PAUSE);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (collections.length < KEPT) collections.push({ from: startTime, to: startTime + duration });
  }).observe({ entryTypes: ['gc'] });
  const server = createServer((socket) => {
    socket.end(JSON.stringify(takeBlocks()));
  });
  // The product replaces its own process (src/app.heap.ts), which leaves a socket behind.
  rmSync(path, { force: true });
  server.listen(path);
  server.unref();
}

/** `pause`: milliseconds for which it waited. */
function sample(pause: number): void {
  const after = now();
  const wall = after.wall - before.wall - pause;
  const own = after.own - before.own;
  longest = {
    wall: Math.max(longest.wall, wall),
    own: Math.max(longest.own, own),
    wallOver: longest.wallOver + Number(wall > TARGET),
    ownOver: longest.ownOver + Number(own > TARGET),
  };
  if (own > LONG && turns.length < KEPT) turns.push({ from: before.wall, to: after.wall, own });
  before = after;
  // While it is busy, a pause would add up several turns.
  if (own > BUSY) setImmediate(sample, 0).unref();
  else setTimeout(sample, PAUSE, PAUSE).unref();
}

function now(): { readonly wall: number; readonly own: number } {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), own: (user + system) / 1000 };
}

function takeBlocks(): Blocks {
  const { own, ...others } = longest;
  const measured = turns.map((turn) => ({ own: turn.own, collecting: Math.min(turn.own, collectingIn(turn)) }));
  const most = measured.find((turn) => turn.own === own);
  const withoutCollecting = measured.filter(({ collecting }) => collecting === 0).map((turn) => turn.own);
  longest = { wall: 0, own: 0, wallOver: 0, ownOver: 0 };
  turns = [];
  collections = [];
  return {
    ...others,
    own,
    collecting: most?.collecting ?? 0,
    withoutCollecting: withoutCollecting.reduce((a, b) => Math.max(a, b), 0),
  };
}

function collectingIn({ from, to }: Turn): number {
  const overlaps = collections.map((one) => Math.min(to, one.to) - Math.max(from, one.from));
  return overlaps.reduce((sum, overlap) => sum + Math.max(0, overlap), 0);
}
