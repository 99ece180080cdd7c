// One pod's life on the simulator's stage: it is scheduled, starts, gets ready, crashes, recovers, finishes, and goes,
// showing at each step what kubelet and controllers would write.
import type {
  Container,
  ContainerState,
  ContainerStatus,
  ObjectMeta,
  PodCondition,
  PodObject,
  PodStatus,
} from '../cluster/kubernetes-objects.ts';
import type { Stage } from './stage.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';

/** What stays the same all the pod's life. */
export interface Role {
  readonly metadata: ObjectMeta;
  /** Name of the container that is the app: it crashes, its companions don't. */
  readonly app: string;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  readonly nodeName: string;
}

type Scene =
  | { readonly is: 'unschedulable' | 'pending' | 'creating' | 'starting' | 'ready' }
  | { readonly is: 'waiting'; readonly reason: string; readonly last?: ContainerState }
  | { readonly is: 'ended'; readonly exitCode: number };

export class PodActor {
  private readonly stage: Stage;
  private readonly role: Role;
  private readonly createdAt: number;
  private scene: Scene = { is: 'pending' };
  private sceneSince: number;
  private restarts = 0;
  private deletedAt: number | undefined;
  private gone = false;

  /** `createdAt` in the past is for pods that exist before the story begins. */
  constructor(stage: Stage, role: Role, createdAt: number = stage.now()) {
    this.stage = stage;
    this.role = role;
    this.createdAt = createdAt;
    this.sceneSince = createdAt;
  }

  get isReady(): boolean {
    return this.scene.is === 'ready' && !this.isLeaving;
  }

  get isGone(): boolean {
    return this.gone;
  }

  /** Undefined while it runs. */
  get exitCode(): number | undefined {
    return this.scene.is === 'ended' ? this.scene.exitCode : undefined;
  }

  get isLeaving(): boolean {
    return this.deletedAt !== undefined;
  }

  /** There from before, ready, having restarted so often. */
  wasHere(restarts = 0): void {
    this.restarts = restarts;
    this.play({ is: 'ready' }, this.createdAt);
  }

  /** There from before, ended. */
  hadEnded(exitCode: number, at: number): void {
    this.play({ is: 'ended', exitCode }, at);
  }

  /** From Pending to Ready, a second or so for each step. */
  start(then: () => void = () => undefined): void {
    const { random } = this.stage;
    this.play({ is: 'pending' });
    this.later(random.between(200, 800), { is: 'creating' }, () => {
      this.later(random.between(800, 3000), { is: 'starting' }, () => {
        this.later(random.between(1500, 5000), { is: 'ready' }, then);
      });
    });
  }

  /** No node has room for it. */
  findNoNode(): void {
    this.play({ is: 'unschedulable' });
  }

  /** Its image can't be pulled. */
  failToPull(): void {
    this.play({ is: 'pending' });
    this.later(500, { is: 'waiting', reason: 'ContainerCreating' }, () => {
      this.later(1500, { is: 'waiting', reason: 'ErrImagePull' }, () => {
        this.later(4000, { is: 'waiting', reason: 'ImagePullBackOff' });
      });
    });
  }

  /** Crashes so many times, each after a longer wait, and then stays up. */
  crash(times: number, reason: 'Error' | 'OOMKilled', then: () => void = () => undefined, wait = FIRST_BACKOFF): void {
    if (times <= 0) {
      this.later(this.stage.random.between(1500, 5000), { is: 'ready' }, then);
      return;
    }
    const exitCode = reason === 'Error' ? 1 : 137;
    const last = this.terminated(exitCode, reason, this.stage.now());
    this.restarts += 1;
    this.play({ is: 'waiting', reason: 'CrashLoopBackOff', last });
    this.later(wait, { is: 'starting' }, () => {
      this.stage.after(2000, () => {
        if (!this.isLeaving) this.crash(times - 1, reason, then, Math.min(wait * 2, LONGEST_BACKOFF));
      });
    });
  }

  /** The readiness probe fails for a while; nothing restarts. */
  waver(ms: number): void {
    this.play({ is: 'starting' });
    this.later(ms, { is: 'ready' });
  }

  /** All containers end by themselves, sidecars too. */
  finish(exitCode: number): void {
    if (!this.isLeaving) this.play({ is: 'ended', exitCode });
  }

  /** Is deleted, and gone within its grace period. */
  leave(then: () => void = () => undefined): void {
    if (this.isLeaving) return;
    this.deletedAt = this.stage.now() + GRACE_PERIOD;
    this.show();
    this.stage.after(this.stage.random.between(1000, 4000), () => {
      this.remove();
      then();
    });
  }

  /** Gone at once. */
  remove(): void {
    if (this.gone) return;
    this.gone = true;
    this.deletedAt ??= this.stage.now();
    this.stage.remove(this.pod());
  }

  private later(ms: number, scene: Scene, then: () => void = () => undefined): void {
    this.stage.after(ms, () => {
      if (this.isLeaving) return;
      this.play(scene);
      then();
    });
  }

  private play(scene: Scene, since = this.stage.now()): void {
    this.scene = scene;
    this.sceneSince = since;
    this.show();
  }

  private show(): void {
    this.stage.show(this.pod());
  }

  private pod(): PodObject {
    const { metadata, containers, initContainers, restartPolicy, nodeName } = this.role;
    const deleted = this.deletedAt !== undefined && {
      deletionTimestamp: timestamp(this.deletedAt),
      deletionGracePeriodSeconds: GRACE_PERIOD / 1000,
    };
    const isScheduled = this.scene.is !== 'pending' && this.scene.is !== 'unschedulable';
    return {
      metadata: { ...metadata, creationTimestamp: timestamp(this.createdAt), ...deleted },
      spec: { containers, ...(initContainers && { initContainers }), restartPolicy, ...(isScheduled && { nodeName }) },
      status: this.status(),
    };
  }

  private status(): PodStatus {
    const conditions = this.conditions();
    if (this.scene.is === 'pending' || this.scene.is === 'unschedulable') return { phase: 'Pending', conditions };
    const { containers, initContainers = [] } = this.role;
    const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
    const isStarted = this.scene.is !== 'creating' && this.scene.is !== 'waiting';
    return {
      phase: this.phase(),
      conditions,
      ...(isStarted && { podIP: this.address() }),
      startTime: timestamp(this.createdAt),
      containerStatuses: containers.map((container) => this.containerStatus(container)),
      ...(sidecars.length > 0 && {
        initContainerStatuses: sidecars.map((sidecar) => this.containerStatus(sidecar)),
      }),
    };
  }

  private phase(): PodStatus['phase'] {
    if (this.scene.is === 'creating') return 'Pending';
    if (this.scene.is === 'ended') return this.scene.exitCode === 0 ? 'Succeeded' : 'Failed';
    return this.scene.is === 'waiting' && this.scene.last === undefined ? 'Pending' : 'Running';
  }

  private conditions(): readonly PodCondition[] {
    const lastTransitionTime = timestamp(this.sceneSince);
    if (this.scene.is === 'unschedulable') {
      const message = '0/4 nodes are available: 4 Insufficient memory.';
      return [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime }];
    }
    const scheduled: PodCondition = {
      type: 'PodScheduled',
      status: 'True',
      lastTransitionTime: timestamp(this.createdAt),
    };
    if (this.scene.is === 'pending') return [scheduled];
    const ready = this.scene.is === 'ready' ? READY : this.scene.is === 'ended' ? COMPLETED : NOT_READY;
    return [
      scheduled,
      { type: 'Ready', ...ready, lastTransitionTime },
      { type: 'ContainersReady', ...ready, lastTransitionTime },
    ];
  }

  private containerStatus({ name, image }: Container): ContainerStatus {
    const isCompanion = name !== this.role.app;
    const isUp = this.scene.is === 'ready' || (isCompanion && (this.scene.is === 'starting' || this.isCrashing()));
    const last = this.scene.is === 'waiting' && !isCompanion ? this.scene.last : undefined;
    const state = isUp ? this.running() : this.state();
    const restartCount = isCompanion ? 0 : this.restarts;
    return { name, image, ready: isUp, started: isUp, restartCount, state, ...(last && { lastState: last }) };
  }

  private isCrashing(): boolean {
    return this.scene.is === 'waiting' && this.scene.last !== undefined;
  }

  private state(): ContainerState {
    switch (this.scene.is) {
      case 'waiting':
        return { waiting: { reason: this.scene.reason } };
      case 'ended':
        return this.terminated(this.scene.exitCode, this.scene.exitCode === 0 ? 'Completed' : 'Error', this.sceneSince);
      case 'starting':
      case 'ready':
        return this.running();
      case 'pending':
      case 'unschedulable':
      case 'creating':
        return { waiting: { reason: 'ContainerCreating' } };
    }
  }

  private running(): ContainerState {
    return { running: { startedAt: timestamp(this.sceneSince) } };
  }

  private terminated(exitCode: number, reason: string, at: number): ContainerState {
    const times = { startedAt: timestamp(this.createdAt), finishedAt: timestamp(at) };
    return { terminated: { exitCode, reason, ...times } };
  }

  private address(): string {
    const sum = Array.from(this.role.metadata.name).reduce(
      (total, letter) => (total * 31 + letter.charCodeAt(0)) % 65_536,
      7,
    );
    return `10.1.${sum >> 8}.${sum & 255}`;
  }
}

/** Milliseconds; Kubernetes' default. */
const GRACE_PERIOD = 30_000;

/** Milliseconds. The kubelet's are 10 s to 5 min; a demo wants to be watched. */
const FIRST_BACKOFF = 5000;
const LONGEST_BACKOFF = 40_000;

const READY = { status: 'True' } as const;
const NOT_READY = { status: 'False', reason: 'ContainersNotReady' } as const;
const COMPLETED = { status: 'False', reason: 'PodCompleted' } as const;
