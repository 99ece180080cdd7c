// Check files that change globals run in separate processes. A check file may start processes, write files or start threads
// only if it requests that.
import { ChecksShield } from '../support/checks/checks-shield.ts';
import type { Files } from '../support/checks/checks-folder.ts';

const RESULT = "export const hits = () => ({ status: 'own', color: 'green' });";

/** Each changes, when it is loaded, something that all files of a process share. */
const PATCHES: Files = {
  'core-module.js': `import fs from 'node:fs'; fs.readFileSync = () => 'patched'; ${RESULT}`,
  'core-module-http.js': `import http from 'node:http'; http.request = () => undefined; ${RESULT}`,
  'core-module-required.cjs':
    "require('https').get = () => undefined; exports.hits = () => ({ status: 'own', color: 'green' });",
  'core-class.js': `import { EventEmitter } from 'node:events'; EventEmitter.prototype.prependListener = () => undefined; ${RESULT}`,
  'core-socket.js': `import net from 'node:net'; net.Socket.prototype.connect = () => undefined; ${RESULT}`,
  'process-function.js': `process.cwd = () => '/patched'; ${RESULT}`,
  'process-listener.js': `process.on('uncaughtException', () => {}); ${RESULT}`,
  'process-exit.js': `process.on('exit', () => {}); ${RESULT}`,
  'console.js': `console.log = () => {}; ${RESULT}`,
  'prototype.js': `Array.prototype.last = function () { return this.at(-1); }; ${RESULT}`,
  'global.js': `globalThis.fetch = () => undefined; ${RESULT}`,
  // In a process of its own it shows that nothing else has loaded Node's HTTP client.
  'lazy-client.js': `Array.prototype.first = () => undefined;
    const isLoaded = () => process.moduleLoadList.includes('NativeModule internal/deps/undici/undici');
    export const hits = () => ({ status: isLoaded() ? 'loaded' : 'own', color: 'green' });`,
  'lazy-global.js': `globalThis.Headers = class {}; ${RESULT}`,
  'lazy-global-defined.cjs':
    "Object.defineProperty(globalThis, 'WebSocket', { value: 1 }); exports.hits = () => ({ status: 'own', color: 'green' });",
  'lazy-global-imported.js': `import './_polyfill.js'; ${RESULT}`,
  'environment.js': `process.env.TZ = 'patched'; ${RESULT}`,
};

/** Imported by check files, and none themselves. */
const HELPERS: Files = {
  '_polyfill.js': 'globalThis.Response = class {};',
  '_plain.js': 'export const text = "own";',
};

/** Well-behaved: other files aren't affected. */
const CLEAN: Files = {
  'imports.js': `
    import fs from 'node:fs/promises'; import http from 'node:http'; import https from 'node:https'; import tls from 'node:tls';
    import dns from 'node:dns/promises'; import crypto from 'node:crypto'; import zlib from 'node:zlib'; import os from 'node:os';
    export const hits = async () => {
      await fetch('http://127.0.0.1:9/').catch(() => {});
      await new Promise((done) => http.get('http://127.0.0.1:9/').on('error', done));
      await new Promise((done) => https.get('https://127.0.0.1:9/').on('error', done));
      await new Promise((done) => tls.connect(9, '127.0.0.1').on('error', done));
      await dns.lookup('localhost');
      await fs.readFile('/proc/self/stat');
      return [crypto.randomUUID(), zlib.gzipSync('x').length, os.hostname()].length;
    };`,
  'plain.js': RESULT,
  'imports-helper.js': "import { text } from './_plain.js'; export const hits = () => text;",
  'reads-lazy-globals.js': `new Headers({ accept: 'text/html' }); new Response('x'); ${RESULT}`,
};

/** Each changes something only while it runs. */
const PATCHES_LATER: Files = {
  'later.js': "export const hits = () => { String.prototype.at = () => 'patched'; return 'own'; };",
};

const DENIED: Files = {
  'starts.js':
    "import { execFileSync } from 'node:child_process'; export const hits = () => String(execFileSync('echo', ['ran'])).trim();",
  'writes.js':
    "import { writeFileSync } from 'node:fs'; export const hits = () => { writeFileSync(process.env.CHECK_FOLDER + '/_written', 'x'); return 'wrote'; };",
  'works.js':
    "import { Worker } from 'node:worker_threads'; export const hits = async () => { await new Worker('0', { eval: true }).terminate(); return 'worked'; };",
};
const ALLOWANCES: Readonly<Record<string, string>> = { starts: 'child-process', writes: 'fs-write', works: 'worker' };
const ALLOWED_STATUS: Readonly<Record<string, string>> = { starts: 'ran', writes: 'wrote', works: 'worked' };
const ALLOWED: Files = Object.fromEntries(
  Object.entries(DENIED).map(([file, text]) => {
    const name = file.replace('.js', '');
    return [`may-${file}`, `${text}\nexport const allow = ['${ALLOWANCES[name] ?? ''}'];`];
  }),
);

const FILES: Files = { ...PATCHES, ...CLEAN, ...PATCHES_LATER, ...DENIED, ...ALLOWED };
const serviceOf = (file: string): string => file.replace(/\.c?js$/, '');
let shield: ChecksShield;

beforeAll(async () => {
  shield = await ChecksShield.start({ ...FILES, ...HELPERS }, { CHECK_INTERVAL: '5s', CHECK_TIMEOUT: '5s' });
  await shield.until('every check has run', async () => {
    const items = await shield.checks();
    return items.filter(({ lastRun }) => lastRun !== undefined).length === Object.keys(FILES).length;
  });
});

afterAll(() => shield.stop());

async function runsAlone(file: string): Promise<boolean | undefined> {
  return (await shield.checks()).find((item) => item.file === file)?.runsAlone;
}

it.each(Object.keys(PATCHES))('%s runs in its own process, and returns its result', async (file) => {
  await shield.until(`${file} runs alone`, async () => (await runsAlone(file)) === true);
  expect(await shield.badge(serviceOf(file))).toMatchObject({ status: 'own', color: 'green' });
  expect(shield.product.output().out).toMatch(new RegExp(`${file} leaves something in its process`));
});

it.each(Object.keys(CLEAN))('%s shares its process', async (file) => {
  await shield.until(`${file} shares its process`, async () => (await runsAlone(file)) === false);
});

it('later.js runs in its own process once it has changed a global, and keeps its result', async () => {
  await shield.until('later.js runs alone', async () => (await runsAlone('later.js')) === true);
  await shield.until('later.js shows its result', async () => (await shield.badge('later')).status === 'own');
  expect(shield.product.output().out).toContain('its code changed String.prototype.at');
});

it.each(Object.keys(DENIED))('%s is denied access that it did not request', async (file) => {
  expect(await shield.badge(serviceOf(file))).toMatchObject({ status: 'error', reason: 'error' });
  expect(shield.product.output().out).toMatch(/Access to this API has been restricted/);
});

it.each(Object.keys(ALLOWED))('%s gets the access that it requests', async (file) => {
  const name = serviceOf(file).replace('may-', '');
  await shield.until(
    `${file} shows its result`,
    async () => (await shield.badge(serviceOf(file))).status === ALLOWED_STATUS[name],
  );
});
