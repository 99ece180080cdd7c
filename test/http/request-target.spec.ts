// Any request line: never a 5xx, and never a bypass of the access policy. Over raw sockets, because clients normalize
// targets.
import { connect } from 'node:net';
import fc from 'fast-check';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { DEADLINE } from '../support/time/until.ts';

const shields: RunningApp[] = [];
let publicShield: RunningApp;
let privateShield: RunningApp;

beforeAll(async () => {
  publicShield = await startApp();
  privateShield = await startApp({ OTHER_SHIELDS: '' });
  shields.push(publicShield, privateShield);
});
afterAll(async () => {
  for (const shield of shields) await shield.stop();
});

const piece = fc.constantFrom(
  ...[
    '/',
    '//',
    '_',
    'a',
    'v1',
    'services',
    'web',
    'health',
    'ping',
    'livez',
    '*',
    '.',
    '..',
    '.svg',
    '.json',
    '?',
    '&',
    '=',
  ],
  ...[
    '%2e',
    '%2E%2e',
    '%2f',
    '%5c',
    '%00',
    '%',
    '%zz',
    '%ff',
    '%c3%a9',
    '%25',
    '\\',
    ';',
    '@',
    '#',
    'é',
    '~',
    'format=json',
    'raw',
  ],
);
const path = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(''));
const target = fc.oneof(
  path,
  path.map((rest) => `/_/web/health${rest}`),
  path.map((rest) => `http://x/${rest}`),
);

it('no target causes a 5xx', async () => {
  await fc.assert(
    fc.asyncProperty(target, async (raw) => {
      expect([200, 400, 404]).toContain(await statusOf(publicShield, raw));
    }),
    { numRuns: 300 },
  );
});

it('no target bypasses the access policy of a private shield', async () => {
  await fc.assert(
    fc.asyncProperty(target, async (raw) => {
      const status = await statusOf(privateShield, raw);
      if (status === 200) expect(raw.split('?')[0]).toMatch(/^\/(ping|livez)\/?$/);
      else expect([400, 403, 404]).toContain(status);
    }),
    { numRuns: 300 },
  );
});

it('the shield answers afterwards, and has logged no error', async () => {
  expect(await (await publicShield.get('/ping')).text()).toBe('PONG');
  for (const { log } of shields) expect(log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
});

function statusOf({ port }: RunningApp, raw: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').on('error', reject);
    socket.setTimeout(DEADLINE, () => socket.destroy(new Error(`No answer to ${raw}`)));
    socket.once('data', (chunk) => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(chunk))?.[1]));
    });
    socket.write(`GET ${raw} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1');
  });
}
