// class-validator's rules that queries use, one module each. Its index loads every rule there is, those for phone numbers of
// all countries among them: 320 files and 1 MB of code at each start.
import { createRequire } from 'node:module';
import type * as ClassValidator from 'class-validator';

const requireOne = createRequire(import.meta.url);

export const ArrayMaxSize = rule('array', 'ArrayMaxSize');
export const IsIn = rule('common', 'IsIn');
export const IsInt = rule('typechecker', 'IsInt');
export const IsOptional = rule('common', 'IsOptional');
export const Length = rule('string', 'Length');
export const Matches = rule('string', 'Matches');
export const Max = rule('number', 'Max');
export const MaxLength = rule('string', 'MaxLength');
export const Min = rule('number', 'Min');
export const ValidateBy = rule('common', 'ValidateBy');

const { Validator } = requireOne('class-validator/cjs/validation/Validator.js') as typeof ClassValidator;

/** What doesn't fit, the first fault of each property. */
export function faultsOf(dto: object): readonly string[] {
  const faults = new Validator().validateSync(dto, { stopAtFirstError: true });
  return faults.flatMap(({ constraints = {} }) => Object.values(constraints));
}

function rule<Name extends keyof typeof ClassValidator>(group: string, name: Name): (typeof ClassValidator)[Name] {
  return (requireOne(`class-validator/cjs/decorator/${group}/${name}.js`) as typeof ClassValidator)[name];
}
