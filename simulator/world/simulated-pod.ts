// One pod's lifecycle: it is scheduled, starts, becomes ready, crashes, recovers, finishes and terminates, with the status
// that kubelet and controllers would write at each step.
import type {
  Container,
  ContainerState,
  ContainerStatus,
  ObjectMeta,
  PodCondition,
  PodObject,
  PodStatus,
} from '../cluster/kubernetes-objects.ts';
import type { Simulation } from './simulation.ts';
import { timestamp } from '../cluster/simulated-cluster.ts';

/** The pod's constant properties. */
export interface PodRole {
  readonly metadata: ObjectMeta;
  /** Name of the app container, which crashes; its companions don't. */
  readonly app: string;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly restartPolicy: 'Always' | 'OnFailure' | 'Never';
  readonly nodeName: string;
}

type PodState =
  | { readonly is: 'unschedulable' | 'pending' | 'creating' | 'starting' | 'ready' }
  | { readonly is: 'waiting'; readonly reason: string; readonly last?: ContainerState }
  | { readonly is: 'ended'; readonly exitCode: number };

export class SimulatedPod {
  private readonly simulation: Simulation;
  private readonly role: PodRole;
  private readonly createdAt: number;
  private state: PodState = { is: 'pending' };
  private stateSince: number;
  private restarts = 0;
  private deletedAt: number | undefined;
  private gone = false;

  /** `createdAt` in the past: the pod exists before the simulation starts. */
  constructor(simulation: Simulation, role: PodRole, createdAt: number = simulation.now()) {
    this.simulation = simulation;
    this.role = role;
    this.createdAt = createdAt;
    this.stateSince = createdAt;
  }

  get isReady(): boolean {
    return this.state.is === 'ready' && !this.isTerminating;
  }

  get isGone(): boolean {
    return this.gone;
  }

  /** Undefined while it runs. */
  get exitCode(): number | undefined {
    return this.state.is === 'ended' ? this.state.exitCode : undefined;
  }

  get isTerminating(): boolean {
    return this.deletedAt !== undefined;
  }

  /** Existed before the start of the simulation: ready, with so many restarts. */
  existedBefore(restarts = 0): void {
    this.restarts = restarts;
    this.enter({ is: 'ready' }, this.createdAt);
  }

  /** Finished before the start of the simulation. */
  endedBefore(exitCode: number, at: number): void {
    this.enter({ is: 'ended', exitCode }, at);
  }

  /** From Pending to Ready, about a second for each step. */
  start(then: () => void = () => undefined): void {
    const { random } = this.simulation;
    this.enter({ is: 'pending' });
    this.later(random.between(200, 800), { is: 'creating' }, () => {
      this.later(random.between(800, 3000), { is: 'starting' }, () => {
        this.later(random.between(1500, 5000), { is: 'ready' }, then);
      });
    });
  }

  /** No node has room for it. */
  stayUnschedulable(): void {
    this.enter({ is: 'unschedulable' });
  }

  /** Its image can't be pulled. */
  failToPull(): void {
    this.enter({ is: 'pending' });
    this.later(500, { is: 'waiting', reason: 'ContainerCreating' }, () => {
      this.later(1500, { is: 'waiting', reason: 'ErrImagePull' }, () => {
        this.later(4000, { is: 'waiting', reason: 'ImagePullBackOff' });
      });
    });
  }

  /** Crashes so many times, with growing backoff, and then stays up. */
  crash(times: number, reason: 'Error' | 'OOMKilled', then: () => void = () => undefined, wait = FIRST_BACKOFF): void {
    if (times <= 0) {
      this.later(this.simulation.random.between(1500, 5000), { is: 'ready' }, then);
      return;
    }
    const exitCode = reason === 'Error' ? 1 : 137;
    const last = this.terminated(exitCode, reason, this.simulation.now());
    this.restarts += 1;
    this.enter({ is: 'waiting', reason: 'CrashLoopBackOff', last });
    this.later(wait, { is: 'starting' }, () => {
      this.simulation.after(2000, () => {
        if (!this.isTerminating) this.crash(times - 1, reason, then, Math.min(wait * 2, LONGEST_BACKOFF));
      });
    });
  }

  /** The readiness probe fails for a while; nothing restarts. */
  failReadiness(ms: number): void {
    this.enter({ is: 'starting' });
    this.later(ms, { is: 'ready' });
  }

  /** All containers exit, sidecars included. */
  finish(exitCode: number): void {
    if (!this.isTerminating) this.enter({ is: 'ended', exitCode });
  }

  /** Is deleted, and removed within its grace period. */
  terminate(then: () => void = () => undefined): void {
    if (this.isTerminating) return;
    this.deletedAt = this.simulation.now() + GRACE_PERIOD;
    this.show();
    this.simulation.after(this.simulation.random.between(1000, 4000), () => {
      this.remove();
      then();
    });
  }

  /** Removed at once. */
  remove(): void {
    if (this.gone) return;
    this.gone = true;
    this.deletedAt ??= this.simulation.now();
    this.simulation.remove(this.pod());
  }

  private later(ms: number, state: PodState, then: () => void = () => undefined): void {
    this.simulation.after(ms, () => {
      if (this.isTerminating) return;
      this.enter(state);
      then();
    });
  }

  private enter(state: PodState, since = this.simulation.now()): void {
    this.state = state;
    this.stateSince = since;
    this.show();
  }

  private show(): void {
    this.simulation.show(this.pod());
  }

  private pod(): PodObject {
    const { metadata, containers, initContainers, restartPolicy, nodeName } = this.role;
    const deleted = this.deletedAt !== undefined && {
      deletionTimestamp: timestamp(this.deletedAt),
      deletionGracePeriodSeconds: GRACE_PERIOD / 1000,
    };
    const isScheduled = this.state.is !== 'pending' && this.state.is !== 'unschedulable';
    return {
      metadata: { ...metadata, creationTimestamp: timestamp(this.createdAt), ...deleted },
      spec: { containers, ...(initContainers && { initContainers }), restartPolicy, ...(isScheduled && { nodeName }) },
      status: this.status(),
    };
  }

  private status(): PodStatus {
    const conditions = this.conditions();
    if (this.state.is === 'pending' || this.state.is === 'unschedulable') return { phase: 'Pending', conditions };
    const { containers, initContainers = [] } = this.role;
    const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
    const isStarted = this.state.is !== 'creating' && this.state.is !== 'waiting';
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
    if (this.state.is === 'creating') return 'Pending';
    if (this.state.is === 'ended') return this.state.exitCode === 0 ? 'Succeeded' : 'Failed';
    return this.state.is === 'waiting' && this.state.last === undefined ? 'Pending' : 'Running';
  }

  private conditions(): readonly PodCondition[] {
    const lastTransitionTime = timestamp(this.stateSince);
    if (this.state.is === 'unschedulable') {
      const message = '0/4 nodes are available: 4 Insufficient memory.';
      return [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime }];
    }
    const scheduled: PodCondition = {
      type: 'PodScheduled',
      status: 'True',
      lastTransitionTime: timestamp(this.createdAt),
    };
    if (this.state.is === 'pending') return [scheduled];
    const ready = this.state.is === 'ready' ? READY : this.state.is === 'ended' ? COMPLETED : NOT_READY;
    return [
      scheduled,
      { type: 'Ready', ...ready, lastTransitionTime },
      { type: 'ContainersReady', ...ready, lastTransitionTime },
    ];
  }

  private containerStatus({ name, image }: Container): ContainerStatus {
    const isCompanion = name !== this.role.app;
    const isUp = this.state.is === 'ready' || (isCompanion && (this.state.is === 'starting' || this.isCrashing()));
    const last = this.state.is === 'waiting' && !isCompanion ? this.state.last : undefined;
    const state = isUp ? this.running() : this.appState();
    const restartCount = isCompanion ? 0 : this.restarts;
    return { name, image, ready: isUp, started: isUp, restartCount, state, ...(last && { lastState: last }) };
  }

  private isCrashing(): boolean {
    return this.state.is === 'waiting' && this.state.last !== undefined;
  }

  private appState(): ContainerState {
    switch (this.state.is) {
      case 'waiting':
        return { waiting: { reason: this.state.reason } };
      case 'ended':
        return this.terminated(this.state.exitCode, this.state.exitCode === 0 ? 'Completed' : 'Error', this.stateSince);
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
    return { running: { startedAt: timestamp(this.stateSince) } };
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

/** Milliseconds. The kubelet's are 10 s to 5 min, too long for a demo. */
const FIRST_BACKOFF = 5000;
const LONGEST_BACKOFF = 40_000;

const READY = { status: 'True' } as const;
const NOT_READY = { status: 'False', reason: 'ContainersNotReady' } as const;
const COMPLETED = { status: 'False', reason: 'PodCompleted' } as const;
