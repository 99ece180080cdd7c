// Objects with a status that no controller should write, but that anyone with write access can: none of them is shown green
// because of it.
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

export const MALFORMED: readonly Row[] = [
  {
    name: 'Ready as a boolean beside Available=True',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', true), condition('Available', 'True')] },
    ready: UNKNOWN,
  },
  {
    name: 'Ready in lower case',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'true')] },
    ready: UNKNOWN,
  },
  {
    name: 'Ready twice',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'True'), condition('Ready', 'False', { reason: 'Broken' })] },
    ready: ['Broken', 'red', 'down'],
    reason: 'Broken',
  },
  {
    name: 'five thousand conditions before the two that count',
    kind: 'Bucket',
    status: {
      conditions: [...others, condition('Ready', 'True'), condition('Stalled', 'True', { reason: 'GaveUp' })],
    },
    ready: ['GaveUp', 'red', 'down'],
    reason: 'GaveUp',
  },
  {
    name: 'conditions of every type but the right one',
    kind: 'Bucket',
    status: { conditions: [null, 7, 'Ready', [], {}, condition(7, 'True'), condition({}, 'True')] },
    ready: NO_STATUS,
  },
  {
    name: 'conditions that are not a list',
    kind: 'Bucket',
    status: { conditions: { Ready: 'True' } },
    ready: NO_STATUS,
  },
  {
    name: 'an observedGeneration that is a string',
    kind: 'Bucket',
    metadata: { generation: 1_000_000_000 },
    status: { conditions: [condition('Ready', 'True', { observedGeneration: '999999999' })] },
    ready: UNKNOWN,
  },
  {
    name: 'an observedGeneration that is an object',
    kind: 'Bucket',
    metadata: { generation: 2 },
    status: { observedGeneration: {}, conditions: [condition('Ready', 'True')] },
    ready: ['progressing', 'yellow', 'degraded'],
  },
  {
    name: 'a failure that begins in 2099',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'False', { reason: 'Broken', lastTransitionTime: FAR_AHEAD })] },
    ready: ['Broken', 'red', 'down'],
    reason: 'Broken',
  },
  {
    name: 'a reason with HTML and a direction override',
    kind: 'Bucket',
    status: { conditions: [condition('Ready', 'False', { reason: '\u202e<script>alert(1)</script>' })] },
    ready: ['Other', 'red', 'down'],
    reason: 'Other',
  },
  {
    name: 'a revision with a direction override, cut within a character',
    kind: 'GitRepository',
    status: {
      artifact: { revision: '\u202e<b>v2.0\n\u{1f680}\u{1f680}\u{1f680}' },
      conditions: [condition('Ready', 'True')],
    },
    ready: ['ready', 'green', 'ok'],
    version: '<b>v2.0 \u{1f680}',
  },
  {
    name: 'a phase that is a property of every JavaScript object',
    kind: 'Rollout',
    status: { phase: 'constructor' },
    ready: NO_STATUS,
  },
  {
    name: 'a health that is a property of every JavaScript object',
    kind: 'Application',
    status: { health: { status: '__proto__' }, sync: { status: 'Synced' } },
    ready: NO_STATUS,
  },
  {
    name: 'a node whose Ready status is not a string',
    kind: 'Node',
    status: { conditions: [condition('Ready', ['True'])] },
    ready: ['not ready', 'red', 'down'],
  },
];
