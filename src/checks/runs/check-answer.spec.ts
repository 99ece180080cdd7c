import { parseAnswer } from './check-answer.ts';

const MISCONFIGURED = { label: 'hits', status: 'misconfigured', color: 'orange', state: 'unknown' };

it.each<[unknown, object]>([
  ['12 in queue', { label: 'hits', status: '12 in queue', color: 'orange', state: 'ok' }],
  [0, { status: '0', color: 'orange', state: 'ok' }],
  [false, { status: 'false', state: 'ok' }],
  [1.5, { status: '1.5' }],
  [undefined, MISCONFIGURED],
  [null, MISCONFIGURED],
  ['', MISCONFIGURED],
  [' \n ', MISCONFIGURED],
  ['\u0007\u200b\u2028', MISCONFIGURED],
  [{}, MISCONFIGURED],
  [[], MISCONFIGURED],
  [['green'], MISCONFIGURED],
  [{ label: 'x' }, { ...MISCONFIGURED, label: 'x' }],
  [{ status: '  ' }, MISCONFIGURED],
  [{ status: { text: 'x' } }, MISCONFIGURED],
  [{ status: null, state: 'ok' }, MISCONFIGURED],
  [
    { status: '', color: 'red' },
    { status: 'misconfigured', color: 'red', state: 'unknown' },
  ],
  [
    { status: 'x', label: '' },
    { label: 'hits', status: 'x' },
  ],
  [
    { status: 7, label: 8 },
    { label: '8', status: '7' },
  ],
  [
    { status: 'x', color: 'red' },
    { color: 'red', state: 'down' },
  ],
  [
    { status: 'x', color: 'critical' },
    { color: 'red', state: 'down' },
  ],
  [
    { status: 'x', color: 'f00' },
    { color: 'red', state: 'down' },
  ],
  [
    { status: 'x', color: 'orange' },
    { color: 'orange', state: 'degraded' },
  ],
  [{ status: 'x' }, { color: 'orange', state: 'ok' }],
  [{ status: 'x', color: 'yellow' }, { state: 'degraded' }],
  [{ status: 'x', color: 'yellowgreen' }, { state: 'degraded' }],
  [
    { status: 'x', color: 'gray' },
    { color: 'grey', state: 'unknown' },
  ],
  [
    { status: 'x', color: 'blue' },
    { color: 'blue', state: 'ok' },
  ],
  [
    { status: 'x', color: '123456' },
    { color: '123456', state: 'ok' },
  ],
  [
    { status: 'x', color: 'green', state: 'down' },
    { color: 'green', state: 'down' },
  ],
  [{ status: '<b>&"x"</b>' }, { status: '<b>&"x"</b>' }],
])('%j is shown as %j', (value, shown) => {
  const { answer, oddities } = parseAnswer(value, 'hits');
  expect(answer).toMatchObject(shown);
  expect(answer.reason).toBe(answer.status === 'misconfigured' ? 'misconfigured' : undefined);
  expect(oddities).toEqual([]);
});

it.each<[unknown, object]>([
  [
    { status: 'x', color: 'gren' },
    { color: 'orange', state: 'degraded' },
  ],
  [
    { status: 'x', color: '#f00' },
    { color: 'orange', state: 'degraded' },
  ],
  [{ status: 'x', color: '__proto__' }, { color: 'orange' }],
  [{ status: 'x', color: 7 }, { color: 'orange' }],
  [{ status: 'x', color: 'green', state: 'stale' }, { state: 'ok' }],
  [{ status: 'x', color: 'green', state: 'fine' }, { state: 'ok' }],
])('%j is shown as %j, and the log says why', (value, shown) => {
  const { answer, oddities } = parseAnswer(value, 'hits');
  expect(answer).toMatchObject(shown);
  expect(oddities).toHaveLength(1);
});

it('cuts a status at 256 characters, without splitting a surrogate pair', () => {
  expect(parseAnswer('x'.repeat(300), 'hits').answer.status).toHaveLength(256);
  expect(parseAnswer(`${'x'.repeat(255)}😀`, 'hits').answer.status).toBe('x'.repeat(255));
});
