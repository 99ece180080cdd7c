// A running shield with a key file, and requests to it that are exact to the byte.
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

/** What is put on the wire. */
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

  /** Private, unless `env` says otherwise. `keys` as they stand in the file; none: no file. */
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

  /** In one step, so that no reader gets half a file. Takes force when the clock is turned on. */
  async writeKeyFile(content: string | readonly Key[]): Promise<void> {
    const next = join(this.folder, 'next');
    await writeFile(next, typeof content === 'string' ? content : textOf(content));
    await rename(next, join(this.folder, 'keys'));
  }

  /** Turns the clock on until the key file as it stands has been read; the log says when. */
  async untilKeysAre(keys: readonly Key[]): Promise<void> {
    const line = `"keyids":${JSON.stringify(keys.map(({ id }) => id))}`;
    await this.untilLogged(line);
  }

  /** Lets the shield look at its key file until the last line of the log has this text. Reading takes real time. */
  async untilLogged(text: string): Promise<void> {
    const last = (): string | undefined => this.log.findLast((line) => line.includes('"context":"keys"'));
    await until(
      () => `logged: ${text}\n${this.log.join('').slice(-1_000)}`,
      () => last()?.includes(text) === true,
      () => {
        this.clock.advance(500);
      },
    );
  }

  removeKeyFile(): Promise<void> {
    return rm(join(this.folder, 'keys'));
  }

  /** Signed now and rightly, unless said otherwise. */
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
        // A stream has been let in once its headers are there; it doesn't end by itself.
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

/** The problem in an answer's body. */
export function problemIn({ body }: Received): Record<string, unknown> {
  return JSON.parse(body) as Record<string, unknown>;
}

function textOf(keys: readonly Key[]): string {
  return keys.map(({ bytes }) => `${bytes.toString()}\n`).join('');
}
