import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Clock } from '../../config/clock.ts';

import { parseKeyFile } from '../keys/key-ring.ts';
import { runSign } from './sign.runner.ts';
import { verifyRequest } from './signature.ts';

const SECRET = '0123456789abcdef0123456789abcdef';
const now = { wall: 1_800_000_000_000, monotonic: 0 };
const clock: Clock = { now: () => now, arrivedAt: () => now, after: () => () => undefined };

let folder: string;
let keyFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kube-shields-sign-'));
  keyFile = join(folder, 'keys');
  await writeFile(keyFile, `${SECRET}\nan older key, 32 bytes at the least`);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('the command `sign`', () => {
  it.each([
    [['GET', 'http://127.0.0.1:8080/_/web/health?a=b'], { target: '/_/web/health?a=b' }],
    [['HEAD', 'http://127.0.0.1:8080'], { target: '/' }],
    [['GET', 'http://127.0.0.1:8080/x', '3f.17'], { target: '/x', lastEventId: '3f.17' }],
  ])('prints the two headers that sign %j with the first key', async (args, sent) => {
    const { exitCode, out = '' } = await runSign(args, keyFile, clock);
    const [input, mac] = out.split('\n').map((line) => line.replace(/^[\w-]+: /, ''));
    const parsed = parseKeyFile(Buffer.from(SECRET));
    const answer = verifyRequest(
      {
        method: args[0] ?? '',
        host: '127.0.0.1:8080',
        ...sent,
        hasBody: false,
        signatureInput: input ?? '',
        signature: mac ?? '',
      },
      { keys: 'keys' in parsed ? parsed.keys : [], hosts: [], now: now.wall },
    );
    expect(exitCode).toBe(0);
    expect(answer).toHaveProperty('keyId');
  });

  it('never prints the same nonce twice', async () => {
    const args = ['GET', 'http://127.0.0.1/'];
    expect(await runSign(args, keyFile, clock)).not.toEqual(await runSign(args, keyFile, clock));
  });

  it.each([[[]], [['GET']], [['POST', 'http://x/']], [['GET', '/ping']]])('prints its usage for %j', async (args) => {
    const { exitCode, error } = await runSign(args, keyFile, clock);
    expect({ exitCode, error }).toEqual({ exitCode: 64, error: expect.stringContaining('Usage') as string });
  });

  it('reports where the key is expected', async () => {
    const args = ['GET', 'http://127.0.0.1/'];
    expect(await runSign(args, undefined, clock)).toMatchObject({
      exitCode: 78,
      error: expect.stringMatching(/INTRA_SECRET is not set/) as string,
    });
    const missing = join(folder, 'none');
    expect(await runSign(args, missing, clock)).toMatchObject({
      exitCode: 78,
      error: expect.stringMatching(/INTRA_SECRET: .*is not there/) as string,
    });
  });
});
