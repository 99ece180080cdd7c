import { ChangeHistory, parsePosition, positionText } from './change-history.ts';

const historyOf = (count: number, maxSize = 100): ChangeHistory<string> => {
  const history = new ChangeHistory<string>('e1', maxSize);
  for (let i = 1; i <= count; i += 1) history.push(`change ${i}`);
  return history;
};

it('resumes from its own position', () => {
  const history = historyOf(3);
  expect(history.resume('e1.1')).toBe(1);
  expect([history.after(1), history.after(3)]).toEqual(['change 2', undefined]);
  expect(history.since(1)).toEqual(['change 2', 'change 3']);
  expect([history.since(3), history.sizeSince(1)]).toEqual([[], 2]);
});

it.each(['e2.1', 'e1.4', 'e1', '', undefined])('does not resume from %s', (position) => {
  expect(historyOf(3).resume(position)).toBeUndefined();
});

it('reaches back as far as its size allows', () => {
  const history = historyOf(1_000, 100);
  expect([history.reaches(1_000 - 100), history.reaches(1_000 - 130)]).toEqual([true, false]);
  expect(history.after(999)).toBe('change 1000');
});

it('does not resume from a position before a change that was skipped', () => {
  const history = historyOf(3);
  history.skip();
  expect([history.resume('e1.3'), history.resume('e1.4')]).toEqual([undefined, 4]);
});

it('parses the positions that it writes', () => {
  expect(parsePosition(positionText({ epoch: 'a-1', sequence: 12 }))).toEqual({ epoch: 'a-1', sequence: 12 });
});
