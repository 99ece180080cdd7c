import { withEtag } from './etag.ts';
import { slicedAnswer } from './sliced-answer.ts';

const LINES = Array.from({ length: 20_000 }, (_, i) => `| line ${i} with an ü | ${'x'.repeat(100)} |\n`);

it('yields to other work about every 64 kB, with the same bytes and tag as an answer in one piece', async () => {
  let turns = 0;
  const answer = await slicedAnswer(LINES, { 'Content-Type': 'text/markdown' }, () => Promise.resolve((turns += 1)));
  const unsliced = withEtag({ status: 200, headers: { 'Content-Type': 'text/markdown' }, body: LINES.join('') });
  expect(turns).toBeGreaterThan(LINES.join('').length / (70 * 1024));
  expect(answer.headers).toEqual(unsliced.headers);
  expect(answer.body.toString()).toBe(unsliced.body);
});

it('has an empty body when there are no lines', async () => {
  expect((await slicedAnswer([], {}, () => Promise.resolve())).body.length).toBe(0);
});
