import { parseMaintenanceFile } from './maintenance-file.ts';

const WINDOW = 'start: 2026-12-01T22:00Z, duration: 2h';

it('accepts windows of one service, of a namespace, and of all', () => {
  const parsed = parseMaintenanceFile(`
windows:
  - namespace: shop
    service: db
    start: 2026-12-01T22:00+01:00
    duration: 90m
    text: weekly database upgrade
  - { namespace: shop, service: '*', ${WINDOW} }
  - { namespace: '*', service: '*', ${WINDOW} }
`);
  const [from, to] = [Date.parse('2026-12-01T22:00Z'), Date.parse('2026-12-02T00:00Z')];
  expect(parsed).toEqual({
    windows: [
      {
        namespace: 'shop',
        name: 'db',
        from: Date.parse('2026-12-01T21:00Z'),
        to: Date.parse('2026-12-01T22:30Z'),
        text: 'weekly database upgrade',
      },
      { namespace: 'shop', from, to, text: '' },
      { from, to, text: '' },
    ],
  });
  expect(parseMaintenanceFile('windows: []')).toEqual({ windows: [] });
});

const SHOP = "namespace: shop, service: '*'";

it.each([
  ['', '1:1', /the file is empty/],
  ['windows:', '1:1', /must be a map of namespace, service, start, duration, text/],
  [`windows: [{ ${SHOP}, ${WINDOW} }]\nwindow: []`, '2:1', /`window` isn’t known here\. Known are windows/],
  [`windows: [{ ${SHOP}, ${WINDOW}, reason: x }]`, '1:84', /`reason` isn’t known here/],
  [`windows: [{ namespace: shop, ${WINDOW} }]`, '1:11', /`service` is missing/],
  [`windows: [{ namespace: a/b, service: x, ${WINDOW} }]`, '1:24', /must be a name, or \* for all/],
  [`windows: [{ ${SHOP}, start: 2026-12-01T22:00, duration: 2h }]`, '1:51', /a start with its zone/],
  [`windows: [{ ${SHOP}, start: 2026-02-30T22:00Z, duration: 2h }]`, '1:51', /a start with its zone/],
  [`windows: [{ ${SHOP}, start: 2026-12-01T25:00Z, duration: 2h }]`, '1:51', /a start with its zone/],
  [`windows: [{ ${SHOP}, start: 2026-12-01T22:00Z, duration: 25h }]`, '1:80', /a length from 1m to 24h, as 2h/],
  [`windows: [{ ${SHOP}, start: 2026-12-01T22:00Z, duration: 0 }]`, '1:80', /a length from 1m to 24h, as 2h/],
  [`windows: [{ ${SHOP}, ${WINDOW}, text: ${'x'.repeat(101)} }]`, '1:90', /at most 100 characters/],
  [`windows: [{ ${SHOP}, ${WINDOW} }`, '1:84', /this isn’t YAML/],
])('refuses %s at %s', (source, at, text) => {
  const parsed = parseMaintenanceFile(source);
  const [first] = 'faults' in parsed ? parsed.faults : [];
  expect(first?.text).toMatch(text);
  expect(`${first?.line ?? '?'}:${first?.column ?? '?'}`).toBe(at);
});

it('reports all faults at once, in the order of the file', () => {
  const parsed = parseMaintenanceFile('windows:\n  - { namespace: shop }\n  - { service: x, start: now }\n');
  const lines = 'faults' in parsed ? parsed.faults.map(({ line }) => line) : [];
  expect(lines).toEqual([2, 2, 2, 3, 3, 3]);
});
