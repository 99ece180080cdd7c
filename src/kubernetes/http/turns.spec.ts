import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from './turns.ts';

it('gives two that ask together a turn each, in the order in which they asked', async () => {
  const turns = new Turns(() => nextTurn());
  const had: string[] = [];
  const first = turns.take().then(() => had.push('first'));
  const second = turns.take().then(() => had.push('second'));
  await first;
  expect(had).toEqual(['first']);
  await second;
  expect(had).toEqual(['first', 'second']);
});
