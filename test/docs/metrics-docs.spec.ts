// docs/metrics.md describes every metric, and no other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { parseExposition } from '../support/metrics/exposition.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8');

it('docs/metrics.md has a row for each metric, with its type', async () => {
  const families = [
    ...parseExposition(await new MetricsService({ access: { mode: 'private', hosts: [] } }).expose()).values(),
  ];
  const documented = families.filter(({ name }) => !/^kube_shields_(?:process|nodejs)_/.test(name));
  const rows = [...page.matchAll(/^\| `(kube_shields_\w+)` +\| (\w+)/gm)].map(([, name, type]) => `${name} ${type}`);
  expect(rows.sort()).toEqual(documented.map(({ name, type }) => `${name} ${type}`).sort());
});
