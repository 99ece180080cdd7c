// Loaded into the product before its own code (`node --import`): how long its event loop was blocked, and how much of
// that time its own thread was at work. On a machine whose processors others use too, the two differ.
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';

/** How long a turn was at most, in milliseconds, since it was last asked. */
export interface Blocks {
  /** As a reader meets it. */
  readonly wall: number;
  /** What of one turn was the product's own thread, garbage that it had to collect itself included. */
  readonly own: number;
  /** Turns that took longer than the target, by either. */
  readonly wallOver: number;
  readonly ownOver: number;
}

/** Milliseconds: often enough to see what blocks, seldom enough to cost nothing that counts. */
const PAUSE = 5;
const TARGET = 50;

const path = process.env['BENCH_PROBE'];
let blocks: Blocks = noBlocks();
let before = now();

if (path !== undefined) {
  look();
  const server = createServer((socket) => {
    socket.end(JSON.stringify(blocks));
    blocks = noBlocks();
  });
  // The product starts itself anew, in its own place (src/app.heap.ts).
  rmSync(path, { force: true });
  server.listen(path);
  server.unref();
}

function look(): void {
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
  setTimeout(look, PAUSE).unref();
}

function now(): { readonly wall: number; readonly own: number } {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), own: (user + system) / 1000 };
}

function noBlocks(): Blocks {
  return { wall: 0, own: 0, wallOver: 0, ownOver: 0 };
}
