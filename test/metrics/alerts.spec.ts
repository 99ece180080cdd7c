// The alerts and the dashboard query existing metrics in valid PromQL, and each alert has a runbook.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { load } from 'js-yaml';
import { MetricsService } from '../../src/observability/metrics.service.ts';
import { parseExposition } from '../support/metrics/exposition.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
}
interface Dashboard {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const { spec } = load(read('kustomize/components/monitoring/prometheus-rule.yaml')) as {
  readonly spec: { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
};
const rules = spec.groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('kustomize/components/monitoring/dashboard.json')) as Dashboard;
const queries = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

let known: ReadonlySet<string>;

beforeAll(async () => {
  const families = [
    ...parseExposition(await new MetricsService({ access: { mode: 'private', hosts: [] } }).expose()).values(),
  ];
  const histograms = families.filter(({ type }) => type === 'histogram').map(({ name }) => name);
  const series = histograms.flatMap((name) => ['_bucket', '_sum', '_count'].map((ending) => name + ending));
  known = new Set([
    'up',
    // Only with SERVICE_METRICS=true.
    'kube_shields_service_state',
    ...KUBE_STATE_METRICS,
    ...families.map(({ name }) => name).filter((name) => !histograms.includes(name)),
    ...series,
  ]);
});

it.each(queries)('%s queries existing metrics in valid PromQL: %s', (_, expr) => {
  // Grafana's variable, replaced as Grafana does.
  const { faults, metrics } = readPromQl(expr.replaceAll('$__rate_interval', '5m'));
  expect(faults).toEqual([]);
  expect(metrics.length).toBeGreaterThan(0);
  expect(metrics.filter((metric) => !known.has(metric))).toEqual([]);
});

it.each(rules)('$alert has a description, and a section in docs/operations.md', ({ alert, annotations }) => {
  expect(annotations['summary']).toMatch(/\.$/);
  expect(annotations['description']).toMatch(/\.$/);
  expect(annotations['runbook_url']).toBe(`${OPERATIONS}#${alert.toLowerCase()}`);
  expect(read('docs/operations.md')).toMatch(new RegExp(`^### ${alert}$`, 'm'));
});

const OPERATIONS = 'https://github.com/kube-shields/kube-shields/blob/main/docs/operations.md';

/** Of an exporter that most clusters have: these exist even if the shield itself doesn't respond. */
const KUBE_STATE_METRICS = ['kube_pod_container_status_restarts_total', 'kube_deployment_status_condition'];

it('no alert or panel uses a label that scraping renames', () => {
  expect(queries.filter(([, expr]) => /\bcluster\b(?!_)/.test(expr.replaceAll('shield_cluster', '')))).toEqual([]);
});

it('queries of single services use the labels that scraping gives them', () => {
  const ofServices = queries.filter(([, expr]) => expr.includes('kube_shields_service_state'));
  expect(ofServices.map(([title]) => title)).toHaveLength(3);
  for (const [, expr] of ofServices) expect(expr).toContain('exported_namespace, exported_service');
});

it('the dashboard has each panel once', () => {
  expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
});

function readPromQl(expr: string): { readonly faults: readonly string[]; readonly metrics: readonly string[] } {
  const faults: string[] = [];
  const metrics: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) faults.push(`at ${from}: ${expr.slice(from)}`);
      if (type.name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push(expr.slice(from, to));
    },
  });
  return { faults, metrics };
}
