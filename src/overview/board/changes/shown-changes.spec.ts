// Which changes of a service are listed when only its reason changes.
import type { RecordedChange } from '../../../history/spans/recorded-change.ts';
import { shownChanges } from './shown-changes.ts';

function shown(...changes: readonly (readonly [RecordedChange['state'], string, string?])[]): readonly string[] {
  const all = changes.map(([state, reason, version = 'v1'], at) => ({ at, state, reason, version }));
  return shownChanges(all).map(({ change: { at, state, reason } }) => `${at} ${state} ${reason}`);
}

it('lists a reason that changes while the state stays', () => {
  expect(shown(['ok', ''], ['down', 'CrashLoopBackOff'], ['down', 'ImagePullBackOff'])).toEqual([
    '0 ok ',
    '1 down CrashLoopBackOff',
    '2 down ImagePullBackOff',
  ]);
});

it('lists each reason once while a container keeps crashing, and again after it was ok', () => {
  const crashes = [
    ['down', 'Error'],
    ['down', 'CrashLoopBackOff'],
    ['down', 'Error'],
    ['down', 'CrashLoopBackOff'],
  ] as const;
  expect(shown(...crashes, ['ok', ''], ['down', 'Error'])).toEqual([
    '0 down Error',
    '1 down CrashLoopBackOff',
    '4 ok ',
    '5 down Error',
  ]);
});

it('lists a version change, with its problem', () => {
  const changes = [
    ['down', 'Error', 'v1'],
    ['down', 'Error', 'v2'],
    ['down', 'OOMKilled', 'v2'],
  ] as const;
  expect(shown(...changes)).toEqual(['0 down Error', '1 down Error', '2 down OOMKilled']);
});

it('omits reasons that only repeat the state, and reasons of healthy or unobserved services', () => {
  expect(shown(['degraded', 'Unready'], ['degraded', 'degraded'], ['ok', ''], ['ok', 'Starting'])).toEqual([
    '0 degraded Unready',
    '2 ok ',
  ]);
});
