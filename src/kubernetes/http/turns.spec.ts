import { setImmediate as nextTurn } from 'node:timers/promises';
import { Turns } from './turns.ts';

it('gives concurrent callers one turn each, in order of arrival', async () => {
  const turns = new Turns(() => nextTurn());
  const order: string[] = [];
  const first = turns.take().then(() => order.push('first'));
  const second = turns.take().then(() => order.push('second'));
  await first;
  expect(order).toEqual(['first']);
  await second;
  expect(order).toEqual(['first', 'second']);
});
