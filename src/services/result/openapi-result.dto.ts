// What a check answers, as the OpenAPI document describes it.
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ActualJson } from '../projection.ts';
import { KUBERNETES_REASONS, OWN_REASONS, type Reason } from './reason.ts';
import { type State, STATES } from './result.ts';

export const STATE = {
  description: `The state, worst first:
- \`down\`: nothing is ready, or the newest run failed;
- \`degraded\`: something is missing, or restarts too often;
- \`stale\`: the result was not confirmed in time;
- \`unknown\`: there is nothing to derive a state from;
- \`ok\`.`,
  type: 'string',
  enum: STATES,
  enumName: 'State',
  enumSchema: { description: 'States, worst first.' },
} as const;

export const ATTENTION = {
  ...STATE,
  description:
    'How much attention the service needs: its state, or `degraded` if its state is better but one of its custom checks is red, orange or yellow.',
} as const;

export const REASON = {
  description: 'Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it.',
  type: 'string',
  enum: [...OWN_REASONS, ...KUBERNETES_REASONS, 'Other'],
  enumName: 'Reason',
  enumSchema: {
    description:
      "The shield's own reasons are in lower case, Kubernetes' reasons as Kubernetes writes them; docs/badges.md lists them.",
  },
} as const;

export const SINCE = {
  description: "When the state (a version's status) last changed; absent until the shield saw it change.",
  type: 'string',
  format: 'date-time',
} as const;

export const CHECKED = {
  description: 'When the result was last confirmed.',
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
  @ApiProperty({ description: 'The text on the left of a badge.', type: String })
  readonly label!: string;

  @ApiProperty({ description: 'The text on the right of a badge.', type: String })
  readonly status!: string;

  @ApiProperty({ description: 'The name of a color, or hex digits without `#`.', type: String })
  readonly color!: string;

  @ApiProperty(STATE)
  readonly state!: State;

  @ApiPropertyOptional(REASON)
  readonly reason?: Reason;

  @ApiPropertyOptional(SINCE)
  readonly since?: string;

  @ApiPropertyOptional(CHECKED)
  readonly checked?: string;

  @ApiPropertyOptional({ description: 'During maintenance: the result without it.', type: () => ActualResult })
  readonly actual?: ActualResult;
}
