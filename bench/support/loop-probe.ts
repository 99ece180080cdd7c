// Loaded into the product before its own code (`node --import`): measures how long its event loop was blocked, and how much
// CPU time its thread used meanwhile. The two differ on a machine whose processors other processes use too.
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { isMainThread } from 'node:worker_threads';

/** The longest turn since the previous call, in milliseconds. */
export interface Blocks {
  /** Wall-clock time. */
  readonly wall: number;
  /** CPU time of the product's own thread, including garbage collection on it. */
  readonly own: number;
  /** Turns that took longer than the target, by wall clock or CPU time. */
  readonly wallOver: number;
  readonly ownOver: number;
}

/** Milliseconds: short enough to see blocks, long enough to cost next to nothing. */
const PAUSE = 5;
const TARGET = 20;

const path = process.env['BENCH_PROBE'];
let blocks: Blocks = noBlocks();
let before = now();

// The product's threads load this file too, and aren't measured.
if (path !== undefined && isMainThread) {
  sample();
  const server = createServer((socket) => {
    socket.end(JSON.stringify(blocks));
    blocks = noBlocks();
  });
  // The product replaces its own process (src/app.heap.ts), which leaves a socket behind.
  rmSync(path, { force: true });
  server.listen(path);
  server.unref();
}

function sample(): void {
  const after = now();
  const wall = after.wall - before.wall - PAUSE;
  const own = after.own - before.own;
  blocks = {
    wall: Math.max(blocks.wall, wall),
    own: Math.max(blocks.own, own),
    wallOver: blocks.wallOver + Number(wall > TARGET),
    ownOver: blocks.ownOver + Number(own > TARGET),
  };
  before = after;
  setTimeout(sample, PAUSE).unref();
}

function now(): { readonly wall: number; readonly own: number } {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), own: (user + system) / 1000 };
}

function noBlocks(): Blocks {
  return { wall: 0, own: 0, wallOver: 0, ownOver: 0 };
}
