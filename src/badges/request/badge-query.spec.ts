import { parseBadgeQuery } from './badge-query.ts';

const parse = (query: string, suffix?: 'svg' | 'json') => parseBadgeQuery(new URLSearchParams(query), suffix);

const NO_PARAMETERS = {
  style: undefined,
  label: undefined,
  labelColor: undefined,
  mark: false,
  palette: undefined,
  reason: false,
  logo: undefined,
  color: undefined,
  namespace: undefined,
  cluster: undefined,
  strict: false,
  format: 'svg',
  faults: [],
};

describe('parseBadgeQuery', () => {
  it.each([
    ['', {}],
    ['style=plastic', { style: 'plastic' }],
    ['label=My%20API', { label: 'My API' }],
    [`label=${'x'.repeat(64)}`, { label: 'x'.repeat(64) }],
    [`label=${encodeURIComponent('\u{1f600}'.repeat(64))}`, { label: '\u{1f600}'.repeat(64) }],
    ['labelColor=gray&color=FF00FF', { labelColor: 'grey', color: 'ff00ff' }],
    ['color=f00', { color: 'f00' }],
    ['color=success', { color: 'brightgreen' }],
    ['namespace=prod&cluster=eu-1', { namespace: 'prod', cluster: 'eu-1' }],
    ['format=json', { format: 'json' }],
    ['format=shields', { format: 'shields' }],
    ['raw', { format: 'raw' }],
    ['raw=1', { format: 'raw' }],
    ['raw=true', { format: 'raw' }],
    ['raw=0', {}],
    ['raw&format=json', { format: 'json' }],
    ['strict', { strict: true }],
    ['strict=', { strict: true }],
    ['strict=1', { strict: true }],
    ['strict=true', { strict: true }],
    ['strict=0', {}],
    ['strict=false', {}],
    ['style=&label=&labelColor=&color=&namespace=&cluster=&format=', {}],
    ['utm_source=readme&utm_source=again&Style=social', {}],
    ['__proto__=x&constructor=y', {}],
  ])('reads %s', (query, parsed) => {
    expect(parse(query)).toEqual({ ...NO_PARAMETERS, ...parsed });
  });

  it.each([
    ['style=Flat', 'style'],
    ['style=__proto__', 'style'],
    ['style=constructor', 'style'],
    ['style=flat&style=flat', 'style'],
    [`label=${'x'.repeat(65)}`, 'label'],
    ['label=a&label=b', 'label'],
    ['labelColor=%23fff', 'labelColor'],
    ['color=__proto__', 'color'],
    ['color=url(%23r)', 'color'],
    ['color=&color=', 'color'],
    ['namespace=a%2Fb', 'namespace'],
    ['namespace=-a', 'namespace'],
    ['cluster=a%20b', 'cluster'],
    [`cluster=${'c'.repeat(64)}`, 'cluster'],
    ['format=png', 'format'],
    ['format=json&format=json', 'format'],
    ['strict=yes', 'strict'],
    ['strict&strict', 'strict'],
    ['raw=yes', 'raw'],
    ['raw&raw', 'raw'],
  ])('reports the invalid parameter of %s', (query, parameter) => {
    const { faults } = parse(query);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${parameter} (must be|is given)`));
  });

  it('keeps valid parameters beside an invalid one', () => {
    expect(parse('style=social&label=API&color=nope&format=json&strict')).toMatchObject({
      style: 'social',
      label: 'API',
      color: undefined,
      format: 'json',
      strict: true,
    });
  });

  it('reports every fault at once, and repeats nothing that was sent', () => {
    const { faults } = parse('style=<b>&color=<i>&format=<u>');
    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('<');
  });

  it.each([
    ['', 'json', 'json', 0],
    ['', 'svg', 'svg', 0],
    ['format=json', 'json', 'json', 0],
    ['raw', 'svg', 'svg', 0],
    ['format=shields', 'svg', 'svg', 1],
    ['format=svg', 'json', 'svg', 1],
  ] as const)('reads %j beside a path that ends in .%s as %s', (query, suffix, format, faults) => {
    expect(parse(query, suffix)).toMatchObject({ format });
    expect(parse(query, suffix).faults).toHaveLength(faults);
  });
});
