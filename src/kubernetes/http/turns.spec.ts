import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from './turns.ts';

it('gives concurrent callers one turn each, in order of arrival', async () => {
  const turns = new Turns(() => nextTurn());
  const had: string[] = [];
  const first = turns.take().then(() => had.push('first'));
  const second = turns.take().then(() => had.push('second'));
  await first;
  expect(had).toEqual(['first']);
  await second;
  expect(had).toEqual(['first', 'second']);
});
