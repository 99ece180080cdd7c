import { isOlder } from './resource-version.ts';

it.each([
  ['9', '10', true],
  ['10', '9', false],
  ['10', '10', false],
  ['99999999999999999999998', '99999999999999999999999', true],
  ['abc', '10', undefined],
  ['010', '10', undefined],
])('%s is older than %s: %s', (version, than, expected) => {
  expect(isOlder(version, than)).toBe(expected);
});
