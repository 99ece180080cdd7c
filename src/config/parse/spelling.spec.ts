import { isOneLetterOff } from './spelling.ts';

it.each([
  ['clusters', true],
  ['cluste', true],
  ['lcuster', true],
  ['clustre', true],
  ['cluzter', true],
  ['luster', true],
  ['xcluster', true],
  ['cluster', false],
  ['clusterss', false],
  ['lucster', false],
  ['custer1', false],
  ['', false],
])('%j is one letter off cluster: %s', (word, expected) => {
  expect(isOneLetterOff(word, 'cluster')).toBe(expected);
});
