import { typeScriptAdvice } from './load-advice.ts';

it.each([
  ['TypeScript enum is not supported in strip-only mode', /const Color = .* as const/],
  ['TypeScript parameter property is not supported in strip-only mode', /set it in the constructor/],
  ['TypeScript namespace declaration is not supported in strip-only mode', /Export the functions/],
  ['TypeScript import equals declaration is not supported in strip-only mode', /import fs from/],
  ['something new', /Leave out what is more than types/],
])('says what to write when Node reports: %s', (text, advice) => {
  expect(typeScriptAdvice(text)).toMatch(advice);
});
