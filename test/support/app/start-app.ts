// Starts the app in the test's process as main.ts does: on a free loopback port, watching the API server it is given.
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { kubeconfigFor } from '../../../simulator/kubeconfig.ts';
import { createApp } from '../../../src/app.create.ts';
import { listenOn } from '../../../src/app.listen.ts';
import { stopApp } from '../../../src/app.stop.ts';
import type { Bounds } from '../../../src/config/bounds.ts';
import { type Clock, SYSTEM_CLOCK } from '../../../src/config/clock.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { parseConfig } from '../../../src/config/parse/parse-config.ts';
import { loadClusterAccess } from '../../../src/kubernetes/kubeconfig/kubeconfig.loader.ts';
import { LogService } from '../../../src/observability/log.service.ts';
import { type TemporaryFile, temporaryFile } from './temporary-file.ts';
import { until } from '../time/until.ts';

export interface StartOptions {
  /** URL of the API server. By default nothing listens there, and the app keeps retrying. */
  readonly apiServer?: string;
  /** Path of a kubeconfig; replaces `apiServer`. */
  readonly kubeconfig?: string;
  readonly clock?: Clock;
  /** Default: a free port. */
  readonly port?: number;
  /** Smaller bounds than in production, for tests that exceed them. */
  readonly bounds?: Partial<Bounds>;
}

export interface RunningApp {
  readonly app: INestApplication;
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** The logged JSON lines. */
  readonly log: readonly string[];
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Polls until the response `fits`; times out with the last response. */
  until(path: string, fits: (body: string, response: Response) => boolean): Promise<string>;
  stop(): Promise<void>;
}

/** `env` overrides the defaults of tests: public, pods only, no metrics port. */
export async function startApp(
  env: Env = {},
  { apiServer, kubeconfig: own, clock = SYSTEM_CLOCK, port: wanted = 0, bounds = {} }: StartOptions = {},
): Promise<RunningApp> {
  const kubeconfig = await temporaryFile(kubeconfigFor({ url: apiServer ?? DISCARD }));
  const parsed = parseConfig({ OTHER_SHIELDS: 'None', METRICS_PORT: '0', WATCH_WORKLOADS: 'false', ...env });
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  const cluster = await loadClusterAccess(own ?? kubeconfig.path, { ...NOT_IN_A_POD, environment: env });
  if (cluster.type === 'fault') throw new Error(cluster.text);
  const lines: string[] = [];
  const log = await LogService.create(parsed.config.log, { write: (line) => lines.push(line) });
  const app = await createApp({ config: parsed.config, clock, cluster, log, bounds });
  await listenOn(app, { ...parsed.config.http, host: '127.0.0.1', port: wanted });
  const { port } = (app.getHttpServer() as { address(): AddressInfo }).address();
  return running(app, port, lines, kubeconfig);
}

/** The discard port: nothing listens on it. */
const DISCARD = 'http://127.0.0.1:9';
const NOT_IN_A_POD = { home: undefined, serviceHost: undefined, root: '' };

function running(app: INestApplication, port: number, log: readonly string[], kubeconfig: TemporaryFile): RunningApp {
  const url = `http://127.0.0.1:${port}`;
  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(url + path, init);
  return {
    app,
    url,
    port,
    log,
    get,
    until: (path, fits) => pollUntil(path, () => get(path), fits),
    stop: async () => {
      await stopApp(app, { linger: 0 });
      await kubeconfig.remove();
    },
  };
}

async function pollUntil(
  path: string,
  ask: () => Promise<Response>,
  fits: (body: string, response: Response) => boolean,
): Promise<string> {
  let [status, body] = [0, ''];
  await until(
    () => `${path} answers as the test expects. The last answer was ${status}: ${shortened(body)}`,
    async () => {
      const response = await ask();
      status = response.status;
      body = await response.text();
      return fits(body, response);
    },
  );
  return body;
}

/** A whole page would hide the message of a failed test. */
function shortened(body: string): string {
  return body.length > MAX_SHOWN ? `${body.slice(0, MAX_SHOWN)}… (${body.length} characters)` : body;
}

const MAX_SHOWN = 600;
