// One small cluster with a shield in each access mode, all with a key, for fuzzing.
import { podOf } from '../../../simulator/cluster/pod.ts';
import { SimulatedApiServer } from '../../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../../simulator/cluster/simulated-cluster.ts';
import { type RunningApp, startApp } from '../app/start-app.ts';
import { type TemporaryFile, temporaryFile } from '../app/temporary-file.ts';

/** Must appear in no response, no log line and no metric. */
export const FUZZED_SECRET = 'hunter2-hunter2-hunter2-hunter2-hunter2';

export class FuzzedShields {
  readonly cluster = new SimulatedCluster();
  readonly server = new SimulatedApiServer(this.cluster);
  /** Public. */
  open!: RunningApp;
  /** Private. */
  closed!: RunningApp;
  /** Its badges are public, everything else is private. */
  images!: RunningApp;
  private key!: TemporaryFile;

  static async start(): Promise<FuzzedShields> {
    const made = new FuzzedShields();
    await made.startAll();
    return made;
  }

  async stop(): Promise<void> {
    await Promise.all([this.open.stop(), this.closed.stop(), this.images.stop()]);
    await this.server.close();
    await this.key.remove();
  }

  private async startAll(): Promise<void> {
    for (const name of ['web', 'db', 'cart']) {
      this.cluster.set(podOf({ kind: 'Deployment', name }, { metadata: { namespace: 'shop' } }));
    }
    const apiServer = await this.server.listen();
    this.key = await temporaryFile(`${FUZZED_SECRET}\n`);
    const env = { INTRA_SECRET: this.key.path, CLUSTER_NAME: 'local' };
    this.open = await startApp(env, { apiServer });
    this.closed = await startApp({ ...env, OTHER_SHIELDS: '' }, { apiServer });
    this.images = await startApp({ ...env, ACCESS: 'badges' }, { apiServer });
    for (const shield of [this.open, this.closed, this.images]) {
      await shield.until('/readyz', (_, { status }) => status === 200);
    }
  }
}
