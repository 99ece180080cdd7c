// Why a service is in its state, as the OpenAPI document describes it (why-item.ts makes it).
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { REASON, STATE } from '../../services/result/openapi-result.dto.ts';
import type { Reason } from '../../services/result/reason.ts';
import type { State } from '../../services/result/result.ts';
import type { DeployerObject } from './deployer.ts';
import type { ListJson } from '../list-json.ts';
import { ServiceItem } from '../services/services-answers.dto.ts';
import type { SafeLink } from '../../services/details/workload-link.ts';
import type {
  ChangeJson,
  CheckRunsJson,
  ContainerJson,
  DeployedByJson,
  ElsewhereJson,
  PodJson,
  RunJson,
  WhyServiceJson,
  WorkloadJson,
} from './why-item.ts';

const TEXT = { type: String } as const;
const COUNT = { type: 'integer', minimum: 0 } as const;
const TIME = { type: 'string', format: 'date-time' } as const;

export class WhyContainer implements ContainerJson {
  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty({ type: 'string', enum: ['waiting', 'running', 'terminated', 'unknown'] })
  readonly state!: string;

  @ApiPropertyOptional({ ...REASON, description: 'Why the container is waiting, or how it terminated.' })
  readonly reason?: Reason;

  @ApiPropertyOptional({ type: 'integer', description: 'The exit code of the latest termination.' })
  readonly exitCode?: number;

  @ApiPropertyOptional(TIME)
  readonly since?: string;

  @ApiProperty(COUNT)
  readonly restarts!: number;
}

export class WhyPod implements PodJson {
  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty(TEXT)
  readonly phase!: string;

  @ApiProperty({ ...COUNT, description: 'The number of ready containers, as in `kubectl get pods`.' })
  readonly ready!: number;

  @ApiProperty(COUNT)
  readonly total!: number;

  @ApiProperty(COUNT)
  readonly restarts!: number;

  @ApiProperty(TIME)
  readonly created!: string;

  @ApiProperty(TEXT)
  readonly version!: string;

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiProperty({ type: [WhyContainer], description: 'The containers that are not ready, or have restarted.' })
  readonly containers!: WhyContainer[];
}

export class WhyWorkload implements WorkloadJson {
  @ApiProperty(TEXT)
  readonly kind!: string;

  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiPropertyOptional({ ...COUNT, description: 'The desired number of pods.' })
  readonly wanted?: number;

  @ApiPropertyOptional({ ...COUNT, description: 'The number of pods of the newest version.' })
  readonly updated?: number;

  @ApiPropertyOptional({ ...REASON, description: "Why the workload isn't as desired, by its conditions." })
  readonly reason?: Reason;

  @ApiPropertyOptional({ ...TEXT, description: 'Only CronJobs have it.' })
  readonly schedule?: string;

  @ApiPropertyOptional(TEXT)
  readonly timeZone?: string;

  @ApiPropertyOptional({ ...TIME, description: 'The next expected start.' })
  readonly next?: string;

  @ApiPropertyOptional(TIME)
  readonly lastStart?: string;

  @ApiPropertyOptional(TIME)
  readonly lastSuccess?: string;
}

export class WhyLink implements SafeLink {
  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty({ type: 'string', format: 'uri', description: 'An https URL without user name and password.' })
  readonly url!: string;

  @ApiProperty({ ...TEXT, description: 'The host of the URL, in ASCII.' })
  readonly host!: string;
}

export class WhyRun implements RunJson {
  @ApiProperty(TIME)
  readonly at!: string;

  @ApiProperty({ ...TEXT, description: 'The duration of the run.' })
  readonly duration!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional({
    ...TEXT,
    description: 'Why the run failed: `timed-out`, `error`, `misconfigured`, or the code of the cause.',
  })
  readonly reason?: string;
}

export class WhyCheck implements CheckRunsJson {
  @ApiProperty(TEXT)
  readonly check!: string;

  @ApiProperty(TEXT)
  readonly interval!: string;

  @ApiProperty(COUNT)
  readonly failuresInARow!: number;

  @ApiPropertyOptional({ ...TIME, description: 'When the next run starts; absent during a run.' })
  readonly nextRun?: string;

  @ApiProperty({ type: [WhyRun], maxItems: 5, description: 'Newest first.' })
  readonly runs!: WhyRun[];
}

export class WhyElsewhere implements ElsewhereJson {
  @ApiProperty(TEXT)
  readonly cluster!: string;

  @ApiProperty(TEXT)
  readonly namespace!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiProperty(STATE)
  readonly attention!: State;

  @ApiPropertyOptional(TEXT)
  readonly version?: string;
}

export class WhyChange implements ChangeJson {
  @ApiProperty(TIME)
  readonly at!: string;

  @ApiProperty({ ...TEXT, description: 'The state from then on; `unseen`: it was not observed.' })
  readonly state!: string;

  @ApiPropertyOptional({
    type: 'string',
    enum: ['red'],
    description: 'Its badge was red, although its state was `degraded`.',
  })
  readonly color?: 'red';

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional(TEXT)
  readonly version?: string;
}

export class WhyDeployingObject implements DeployerObject {
  @ApiProperty({ ...TEXT, description: 'The kind as in WATCH_OBJECTS.' })
  readonly resource!: string;

  @ApiProperty(TEXT)
  readonly namespace!: string;

  @ApiProperty(TEXT)
  readonly name!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiProperty(TEXT)
  readonly status!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'The version that the object has applied.' })
  readonly version?: string;
}

export class WhyDeployedBy implements DeployedByJson {
  @ApiProperty({ ...TEXT, description: '`Kustomization`, `HelmRelease`, `Application`, `Helm release`, or a tool.' })
  readonly kind!: string;

  @ApiPropertyOptional(TEXT)
  readonly namespace?: string;

  @ApiPropertyOptional(TEXT)
  readonly name?: string;

  @ApiPropertyOptional({ type: WhyDeployingObject, description: "The object's state, if its kind is watched." })
  readonly object?: WhyDeployingObject;
}

export class WhyService extends ServiceItem implements WhyServiceJson {
  @ApiProperty({ ...TEXT, description: 'The reason in a sentence.' })
  readonly why!: string;

  @ApiPropertyOptional({ ...TEXT, description: 'A command to investigate with.' })
  readonly kubectl?: string;

  @ApiPropertyOptional({
    type: WhyDeployedBy,
    description: 'What deployed the service, by the labels and annotations of its workload.',
  })
  readonly deployedBy?: WhyDeployedBy;

  @ApiProperty({ type: [WhyPod], description: 'Unhealthy pods first; empty if the pods are not known here.' })
  readonly pods!: WhyPod[];

  @ApiProperty({
    type: [WhyWorkload],
    maxItems: 50,
    description: 'The workloads of the service; empty if they are not known here.',
  })
  readonly workloads!: WhyWorkload[];

  @ApiProperty({
    type: [WhyLink],
    maxItems: 8,
    description: 'The links in annotations `kube-shields/link.NAME` of its workloads.',
  })
  readonly links!: WhyLink[];

  @ApiProperty({ type: [WhyCheck], description: 'The custom checks with their latest runs; empty for other clusters.' })
  readonly checks!: WhyCheck[];

  @ApiProperty({ type: [WhyElsewhere], description: 'Services of the same name in other clusters and namespaces.' })
  readonly elsewhere!: WhyElsewhere[];

  @ApiProperty({ type: [WhyChange], description: 'The changes of state and version in the past week, oldest first.' })
  readonly changes!: WhyChange[];
}

export class WhyServices implements ListJson<WhyServiceJson> {
  @ApiProperty({ type: [WhyService], minItems: 1, maxItems: 50 })
  readonly items!: WhyService[];

  @ApiProperty({ ...COUNT, minimum: 1 })
  readonly total!: number;
}
