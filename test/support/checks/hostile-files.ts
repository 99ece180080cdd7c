// Hostile check files, and well-behaved ones to run beside them.
import type { Files } from './checks-folder.ts';

/** Every run of these fails. */
export const HOSTILE: Files = {
  'endless-loop.js': 'export const hits = () => { for (;;); };',
  'endless-promise.js': 'export const hits = () => new Promise(() => {});',
  'exits.js': 'export const hits = () => process.exit(0);',
  'throws-in-a-timer.js': `
    export const hits = () => new Promise(() => { setTimeout(() => { throw new Error('from a timer'); }, 20); });`,
  'objects.js': 'export const hits = () => { const kept = []; for (;;) kept.push({ more: [1, 2, 3] }); };',
  'buffers.js': `
    export const hits = async () => { const kept = []; for (;;) { kept.push(Buffer.alloc(4e6, 1)); await null; } };`,
  'starts-processes.js': `
    import { spawn } from 'node:child_process';
    export const allow = ['child-process'];
    export const hits = () => {
      spawn('sleep', ['4242'], { stdio: 'inherit' });
      spawn('sleep', ['4242'], { detached: true, stdio: 'ignore' }).unref();
      return new Promise(() => {});
    };`,
  'huge.js': "export const hits = () => 'x'.repeat(50e6);",
  'unhandled.js':
    "export const hits = () => { void Promise.reject(new Error('unhandled')); return new Promise(() => {}); };",
  'shouts.js': "export const hits = () => { for (;;) console.log('x'.repeat(10_000)); };",
};

/** These never load. */
export const BROKEN: Files = {
  'top-level-await.js': 'await new Promise(() => {}); export const hits = () => 1;',
  'throws-on-import.js': "throw new Error('on import'); export const hits = () => 1;",
};

/** Results with markup, and a file that changes globals of its process. */
export const ODD: Files = {
  'markup.js': `
    export const options = { hits: { timeout: '60s' } };
    const text = '<script>alert(1)</script>"&<img src=x onerror=alert(2)>';
    export const hits = () => ({ label: text, status: text, color: text, state: text });`,
  'pollutes.js': `
    Array.prototype.map = () => 'polluted'; JSON.stringify = () => '"polluted"';
    export const hits = () => 'polluted';`,
};

export function goodFiles(count: number): Files {
  const text = (index: number): string => `
    let runs = 0;
    export const options = { hits: { interval: '2s', timeout: '60s' } };
    export const hits = async () => {
      await new Promise((done) => setTimeout(done, 5));
      return { status: [${index}].map((number) => 'good ' + number).join(), color: 'green' };
    };`;
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`good-${index}.js`, text(index)]));
}
