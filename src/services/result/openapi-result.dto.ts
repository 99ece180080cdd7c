// What a check answers, as the OpenAPI document describes it.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ActualJson } from '../projection.ts';
import { KUBERNETES_REASONS, OWN_REASONS, type Reason } from './reason.ts';
import { type State, STATES } from './result.ts';

export const STATE = {
  description: `How it stands, worst first:
- \`down\`: nothing is ready, or the newest run failed;
- \`degraded\`: something is missing, or restarts too often;
- \`stale\`: it was not confirmed lately;
- \`unknown\`: there is nothing to judge;
- \`ok\`.`,
  type: 'string',
  enum: STATES,
  enumName: 'State',
  enumSchema: { description: 'How something stands, worst first.' },
} as const;

export const ATTENTION = {
  ...STATE,
  description:
    'What it asks of people: its state, or `degraded` where that is better and a custom check of it is red, orange or yellow.',
} as const;

export const REASON = {
  description: 'Why the state is not ok: from a closed list, `Other` for whatever is not on it.',
  type: 'string',
  enum: [...OWN_REASONS, ...KUBERNETES_REASONS, 'Other'],
  enumName: 'Reason',
  enumSchema: {
    description:
      "The shield's own reasons are in lower case, Kubernetes' as Kubernetes writes them; docs/badges.md lists them.",
  },
} as const;

export const SINCE = {
  description: "When the state (a version's status) last changed; absent until the shield saw it change.",
  type: 'string',
  format: 'date-time',
} as const;

export const CHECKED = {
  description: 'When that was last confirmed.',
  type: 'string',
  format: 'date-time',
} as const;

export class ActualResult implements ActualJson {
  @ApiProperty({ type: String })
  readonly status!: string;

  @ApiProperty({ type: String })
  readonly color!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;
}

/** What every form of a result has. */
export class CheckResult {
  @ApiProperty({ description: 'What stands on the left of a badge.', type: String })
  readonly label!: string;

  @ApiProperty({ description: 'What stands on the right.', type: String })
  readonly status!: string;

  @ApiProperty({ description: "A color's name as badges have them, or hex digits without `#`.", type: String })
  readonly color!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional(SINCE)
  readonly since?: string;

  @ApiPropertyOptional(CHECKED)
  readonly checked?: string;

  @ApiPropertyOptional({ description: 'In maintenance: what it would be.', type: () => ActualResult })
  readonly actual?: ActualResult;
}
