import { lackOf } from './waited-item.ts';

const WEB = { cluster: 'east', namespace: 'shop', name: 'web' };

it.each([
  [
    { state: 'down', status: '0/1 (7 restarts)', reason: 'CrashLoopBackOff' },
    'down, 0/1 (7 restarts), CrashLoopBackOff',
  ],
  [{ state: 'stale', status: '4/4 (0 restarts) (stale)', reason: 'stale' }, 'stale, 4/4 (0 restarts) (stale)'],
  [{ state: 'unknown', status: 'pending', reason: 'pending' }, 'unknown, pending'],
  [{ state: 'down', status: '' }, 'down'],
])('lists each fact of %j once', (facts, text) => {
  expect(lackOf({ ...WEB, ...facts }, undefined)).toEqual([`east/shop/web: ${text}`]);
});
