import { allowancesIn, permissionFlags } from './check-allowances.ts';

it.each([
  ['export const allow = ["child-process"];', ['child-process']],
  ["export const allow: CheckAllowances = ['worker', 'child-process'];", ['child-process', 'worker']],
  ["export const allow = [\n  'fs-write', // a cache\n] as const;", ['fs-write']],
  ["exports.allow = ['addons'];", ['addons']],
  ["module.exports.allow = ['wasi'];", ['wasi']],
  ["export const allow = ['everything'];", []],
  ['export const allow = list;', []],
  ["const allow = ['worker'];", []],
  ['', []],
])('finds in %j what the file requests', (source, allow) => {
  expect(allowancesIn(source)).toEqual(allow);
});

it("allows every file to read, and nothing else that it didn't request", () => {
  expect(permissionFlags([])).toEqual(['--permission', '--allow-fs-read=*']);
  expect(permissionFlags(['fs-write'])).toEqual(['--permission', '--allow-fs-read=*', '--allow-fs-write=*']);
});
