// A ShownCluster that also watches workloads, and that waits for the events of every kind.
import type { PodObject } from '../../../simulator/cluster/kubernetes-objects.ts';
import type { WorkloadObject } from '../../../simulator/cluster/workload-objects.ts';
import { cronJob, daemonSet, deployment, job, statefulSet } from '../../../simulator/cluster/workload.ts';
import type { Env } from '../../../src/config/parse/env-reader.ts';
import { ShownCluster, type ShownOptions } from './shown-cluster.ts';

const DAY = 86_400_000;

export class WorkloadCluster {
  private marks = 0;

  private constructor(readonly shown: ShownCluster) {}

  static async start(env: Env = {}, options: ShownOptions = {}): Promise<WorkloadCluster> {
    return new WorkloadCluster(await ShownCluster.start({ WATCH_WORKLOADS: 'true', ...env }, options));
  }

  stop(): Promise<void> {
    return this.shown.stop();
  }

  /** Creates or updates them in order, and waits until the app has processed all of it. */
  async set(...objects: readonly (WorkloadObject | PodObject)[]): Promise<void> {
    for (const object of objects) this.shown.cluster.set(object);
    await this.catchUp();
  }

  async remove(...objects: readonly (WorkloadObject | PodObject)[]): Promise<void> {
    for (const object of objects) {
      const { namespace, name } = object.metadata;
      this.shown.cluster.remove('kind' in object ? object.kind : 'Pod', namespace, name);
    }
    await this.catchUp();
  }

  /** Events of one kind are ordered: waits for a marker of each kind. */
  async catchUp(): Promise<void> {
    this.marks += 1;
    const markers = [deployment, statefulSet, daemonSet, job, cronJob].map((marker, at) =>
      marker({ metadata: { namespace: 'marks', name: `mark-${this.marks}-${at}` } }),
    );
    for (const marker of markers) this.shown.cluster.set(marker);
    const search = `/v1/services?namespace=marks&limit=1&q=mark-${this.marks}-`;
    await this.shown.app.until(search, (body) => body.includes(`"total":${markers.length}`));
    for (const { kind, metadata } of markers) this.shown.cluster.remove(kind, 'marks', metadata.name);
    await this.shown.catchUp();
  }

  /** Advances the clock with an event once a day, so that no watch times out. */
  async wait(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= DAY) {
      this.shown.clock.leap(Math.min(left, DAY));
      await this.catchUp();
    }
  }

  /** Status, color and the reason, if any. */
  async health(name: string): Promise<string> {
    const { status, color, reason } = await this.shown.badge(`/_/${name}/health/?namespace=shop`);
    return [status, color, reason].filter((part) => part !== undefined).join(' · ');
  }
}
