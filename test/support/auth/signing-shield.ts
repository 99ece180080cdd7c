// A running shield with a key file, and requests that are sent exactly as given.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { type Key, keyFromBytes } from '../../../src/auth/keys/key-ring.ts';
import { signRequest } from '../../../src/auth/signature/signature.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { ManualClock } from '../time/manual-clock.ts';
import { type RunningApp, startApp } from '../app/start-app.ts';
import { until } from '../time/until.ts';

export const KEYS = ['current', 'next', 'removed', 'unknown'].map((name) =>
  keyFromBytes(Buffer.from(name.padEnd(32, '.'))),
);
export const [CURRENT_KEY, NEXT_KEY, REMOVED_KEY, UNKNOWN_KEY] = KEYS as [Key, Key, Key, Key];

/** A request as it is sent. */
export interface Sent {
  readonly target: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export class SigningShield {
  readonly clock: ManualClock;
  private readonly running: RunningApp;
  private readonly folder: string;
  private nonces = 0;
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(running: RunningApp, clock: ManualClock, folder: string) {
    this.running = running;
    this.clock = clock;
    this.folder = folder;
  }

  /** Private unless `env` overrides it. `keys` in the order of the file; none: no file. */
  static async start(env: Env, keys: readonly Key[]): Promise<SigningShield> {
    const folder = await mkdtemp(join(tmpdir(), 'kube-shields-keys-'));
    const file = join(folder, 'keys');
    if (keys.length > 0) await writeFile(file, textOf(keys));
    const secret = keys.length > 0 ? { INTRA_SECRET: file, CLUSTER_NAME: 'here' } : {};
    const clock = new ManualClock();
    return new SigningShield(await startApp({ OTHER_SHIELDS: '', ...secret, ...env }, { clock }), clock, folder);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    await rm(this.folder, { recursive: true });
  }

  get app(): INestApplication {
    return this.running.app;
  }

  get log(): readonly string[] {
    return this.running.log;
  }

  get port(): number {
    return this.running.port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Atomically, so that no reader gets half a file. Loaded once the clock is advanced. */
  async writeKeyFile(content: string | readonly Key[]): Promise<void> {
    const next = join(this.folder, 'next');
    await writeFile(next, typeof content === 'string' ? content : textOf(content));
    await rename(next, join(this.folder, 'keys'));
  }

  /** Advances the clock until the log shows that the current key file was read. */
  async untilKeysAre(keys: readonly Key[]): Promise<void> {
    const line = `"keyids":${JSON.stringify(keys.map(({ id }) => id))}`;
    await this.untilLogged(line);
  }

  /** Advances the clock, so that the shield polls its key file, until its last log line about keys contains the text. */
  async untilLogged(text: string): Promise<void> {
    const last = (): string | undefined => this.log.findLast((line) => line.includes('"context":"keys"'));
    await until(
      () => `the last log line about keys contains ${text}. The end of the log:\n${this.log.join('').slice(-1_000)}`,
      () => last()?.includes(text) === true,
      () => {
        this.clock.advance(500);
      },
    );
  }

  removeKeyFile(): Promise<void> {
    return rm(join(this.folder, 'keys'));
  }

  /** Signed validly and now, unless overridden. */
  sign(
    { target, method = 'GET', headers = {} }: Sent,
    { key = CURRENT_KEY, age = 0, host = this.host }: { key?: Key; age?: number; host?: string } = {},
  ): Record<string, string> {
    const lastEventId = headers['Last-Event-ID'];
    const created = Math.floor(this.clock.now().wall / 1000) - age;
    const nonce = `test-nonce-${String((this.nonces += 1)).padStart(6, '0')}`;
    const signable = { method, host, target, ...(lastEventId !== undefined && { lastEventId }) };
    return { ...headers, ...signRequest(signable, key, { created, nonce }) };
  }

  send({ target, method = 'GET', headers = {}, body }: Sent): Promise<Received> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, path: target, method, headers, agent: this.agent };
      const request = httpRequest(options, (response) => {
        // A stream doesn't end by itself: its headers are enough.
        if (response.headers['content-type'] === 'text/event-stream') {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
          request.destroy();
          return;
        }
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const { statusCode = 0, headers: answered } = response;
          resolve({ status: statusCode, headers: answered, body: Buffer.concat(chunks).toString() });
        });
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  sendSigned(sent: Sent, how: Parameters<SigningShield['sign']>[1] = {}): Promise<Received> {
    return this.send({ ...sent, headers: this.sign(sent, how) });
  }
}

/** The problem details in a response's body. */
export function problemIn({ body }: Received): Record<string, unknown> {
  return JSON.parse(body) as Record<string, unknown>;
}

function textOf(keys: readonly Key[]): string {
  return keys.map(({ bytes }) => `${bytes.toString()}\n`).join('');
}
