// The rules of `promtool check metrics` for names, for machines without promtool:
// https://github.com/prometheus/client_golang/tree/main/prometheus/testutil/promlint/validations.
import type { Family } from './exposition.ts';

/** A sentence for each rule that a family breaks. */
export function namingFaults({ name, help, type, samples }: Family): readonly string[] {
  const words = name.split('_');
  const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
  return [
    help === '' && 'it has no help',
    type === 'counter' && !name.endsWith('_total') && 'a counter ends in _total',
    type !== 'counter' && name.endsWith('_total') && 'only a counter ends in _total',
    type !== 'histogram' && name.endsWith('_bucket') && 'only a histogram ends in _bucket',
    !SUMMED.includes(type) && /_(?:count|sum)$/.test(name) && 'only a histogram or a summary ends in _count or _sum',
    type !== 'histogram' && labels.has('le') && 'only a histogram has a label le',
    type !== 'summary' && labels.has('quantile') && 'only a summary has a label quantile',
    name.includes(':') && 'a colon is for recording rules',
    words.includes(type) && 'a name does not contain the type',
    [name, ...labels].some((each) => /[a-z][A-Z]/.test(each)) && 'words are joined by _',
    ...words.map((word) => ABBREVIATED.includes(word) && `the unit ${word} is written out`),
    ...words.map((word) => word in BASE_UNITS && `${BASE_UNITS[word] ?? ''} instead of ${word}`),
  ]
    .filter((fault) => fault !== false)
    .map((fault) => `${name}: ${fault}`);
}

const SUMMED = ['histogram', 'summary'];
const ABBREVIATED = ['s', 'ms', 'us', 'ns', 'sec', 'b', 'kb', 'mb', 'gb', 'tb', 'pb', 'm', 'h', 'd'];
const PREFIXES = [
  'pico',
  'nano',
  'micro',
  'milli',
  'centi',
  'deci',
  'deca',
  'hecto',
  'kilo',
  'kibi',
  'mega',
  'mibi',
  'giga',
  'gibi',
  'tera',
  'tebi',
  'peta',
  'pebi',
];
const BASES = ['amperes', 'bytes', 'celsius', 'grams', 'joules', 'kelvins', 'meters', 'metres', 'seconds', 'volts'];

const BASE_UNITS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['minutes', 'hours', 'days', 'weeks'].map((unit) => [unit, 'seconds'])),
  ...Object.fromEntries(['kelvin', 'kelvins', 'fahrenheit', 'rankine'].map((unit) => [unit, 'celsius'])),
  ...Object.fromEntries(['inches', 'yards', 'miles'].map((unit) => [unit, 'meters'])),
  ...Object.fromEntries(['bits', 'kilobits', 'megabits', 'gigabits'].map((unit) => [unit, 'bytes'])),
  ...Object.fromEntries(['calories', 'watt_hours'].map((unit) => [unit, 'joules'])),
  ...Object.fromEntries(['ounces', 'pounds', 'kilograms'].map((unit) => [unit, 'grams'])),
  ...Object.fromEntries(BASES.flatMap((base) => PREFIXES.map((prefix) => [prefix + base, base]))),
};
