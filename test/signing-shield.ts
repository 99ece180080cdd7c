// A running shield with a key file, and requests to it that are exact to the byte.
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { createApp } from '../src/app.create.ts';
import { type Key, keyOf } from '../src/auth/key-ring.ts';
import { signRequest } from '../src/auth/signature.ts';
import { parseConfig } from '../src/config/parse-config.ts';
import { LogService } from '../src/observability/log.service.ts';
import { ManualClock } from './manual-clock.ts';

export const KEYS = ['current', 'next', 'removed', 'unknown'].map((name) => keyOf(Buffer.from(name.padEnd(32, '.'))));
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
  readonly app: INestApplication;
  readonly clock: ManualClock;
  readonly log: string[];
  readonly #folder: string;
  #nonces = 0;

  private constructor(app: INestApplication, clock: ManualClock, log: string[], folder: string) {
    this.app = app;
    this.clock = clock;
    this.log = log;
    this.#folder = folder;
  }

  /** `env` as the product reads it; the keys as they stand in the file, none for no file. */
  static async start(env: Readonly<Record<string, string>>, keys: readonly Key[]): Promise<SigningShield> {
    const folder = await mkdtemp(join(tmpdir(), 'kube-shields-shield-'));
    const file = join(folder, 'keys');
    if (keys.length > 0) await writeFile(file, textOf(keys));
    const secret = keys.length > 0 ? { INTRA_SECRET: file, CLUSTER_NAME: 'here' } : {};
    const parsed = parseConfig({ METRICS_PORT: '0', HOST: '127.0.0.1', ...secret, ...env });
    if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
    const [clock, log] = [new ManualClock(), [] as string[]];
    const logs = await LogService.create({ level: 'info', format: 'json' }, { write: (line) => void log.push(line) });
    const app = await createApp({ config: parsed.config, clock, log: logs });
    await app.listen(0, '127.0.0.1');
    return new SigningShield(app, clock, log, folder);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await rm(this.#folder, { recursive: true });
  }

  get port(): number {
    return (this.app.getHttpServer() as { address(): AddressInfo }).address().port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** In one step, so that nobody reads half a file. Takes force when the clock is turned on. */
  async writeKeyFile(content: string | readonly Key[]): Promise<void> {
    const next = join(this.#folder, 'next');
    await writeFile(next, typeof content === 'string' ? content : textOf(content));
    await rename(next, join(this.#folder, 'keys'));
  }

  removeKeyFile(): Promise<void> {
    return rm(join(this.#folder, 'keys'));
  }

  /** Signed now and rightly, unless told otherwise. */
  sign(
    { target, method = 'GET', headers = {} }: Sent,
    { key = CURRENT_KEY, age = 0, host = this.host }: { key?: Key; age?: number; host?: string } = {},
  ): Record<string, string> {
    const lastEventId = headers['Last-Event-ID'];
    const created = Math.floor(this.clock.now().wall / 1000) - age;
    const nonce = `test-nonce-${String((this.#nonces += 1)).padStart(6, '0')}`;
    const signable = { method, host, target, ...(lastEventId !== undefined && { lastEventId }) };
    return { ...headers, ...signRequest(signable, key, { created, nonce }) };
  }

  send({ target, method = 'GET', headers = {}, body }: Sent): Promise<Received> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, path: target, method, headers, agent: false };
      const request = httpRequest(options, (response) => {
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
