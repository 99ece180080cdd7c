// Objects that no controller should leave so, but that whoever may write a status can: none of them is green, or breaks
// anything.
import type { Row } from './object-rows.ts';

const LONG_AGO = '2026-01-01T00:00:00Z';
const FAR_AHEAD = '2099-01-01T00:00:00Z';
const condition = (type: unknown, status: unknown, more: object = {}): object => ({
  ...{ type, status, lastTransitionTime: LONG_AGO },
  ...more,
});
const others = Array.from({ length: 5_000 }, (_, i) => condition(`Other${i}`, 'True'));

const NO_STATUS = ['no status', 'lightgrey', 'unknown'] as const;
const UNKNOWN = ['unknown', 'yellow', 'degraded'] as const;

export const LIES: readonly Row[] = [
  {
    says: 'Ready as a boolean beside an Available that is True',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', true), condition('Available', 'True')] },
    ready: UNKNOWN,
  },
  {
    says: 'Ready in lower case',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'true')] },
    ready: UNKNOWN,
  },
  {
    says: 'Ready twice',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'True'), condition('Ready', 'False', { reason: 'Broken' })] },
    ready: ['Broken', 'red', 'down'],
    reason: 'Broken',
  },
  {
    says: 'five thousand conditions before the two that count',
    kind: 'Bucket',
    status: {
      conditions: [...others, condition('Ready', 'True'), condition('Stalled', 'True', { reason: 'GaveUp' })],
    },
    ready: ['GaveUp', 'red', 'down'],
    reason: 'GaveUp',
  },
  {
    says: 'conditions of every type but the right one',
    kind: 'Bucket',
    status: { conditions: [null, 7, 'Ready', [], {}, condition(7, 'True'), condition({}, 'True')] },
    ready: NO_STATUS,
  },
  { says: 'conditions that are no list', kind: 'Bucket', status: { conditions: { Ready: 'True' } }, ready: NO_STATUS },
  {
    says: 'a generation that was seen as a text',
    kind: 'Bucket',
    metadata: { generation: 1_000_000_000 },
    status: { conditions: [condition('Ready', 'True', { observedGeneration: '999999999' })] },
    ready: UNKNOWN,
  },
  {
    says: 'a generation that was seen and is none',
    kind: 'Bucket',
    metadata: { generation: 2 },
    status: { observedGeneration: {}, conditions: [condition('Ready', 'True')] },
    ready: ['progressing', 'yellow', 'degraded'],
  },
  {
    says: 'a failure that begins in 2099',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'False', { reason: 'Broken', lastTransitionTime: FAR_AHEAD })] },
    ready: ['Broken', 'red', 'down'],
    reason: 'Broken',
  },
  {
    says: 'a reason of HTML that turns its direction',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'False', { reason: '\u202e<script>alert(1)</script>' })] },
    ready: ['Other', 'red', 'down'],
    reason: 'Other',
  },
  {
    says: 'a revision that turns its direction, and ends in half a character',
    kind: 'GitRepository',
    status: {
      artifact: { revision: '\u202e<b>v2.0\n\u{1f680}\u{1f680}\u{1f680}' },
      conditions: [condition('Ready', 'True')],
    },
    ready: ['ready', 'green', 'ok'],
    version: '<b>v2.0 \u{1f680}',
  },
  {
    says: 'a phase that every JavaScript object has',
    kind: 'Rollout',
    status: { phase: 'constructor' },
    ready: NO_STATUS,
  },
  {
    says: 'a health that every JavaScript object has',
    kind: 'Application',
    status: { health: { status: '__proto__' }, sync: { status: 'Synced' } },
    ready: NO_STATUS,
  },
  {
    says: 'a node whose readiness is no text',
    kind: 'Node',
    status: { conditions: [condition('Ready', ['True'])] },
    ready: ['not ready', 'red', 'down'],
  },
];
