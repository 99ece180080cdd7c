// Writes charts/kube-shields/README.md: every value with its default and description, from values.yaml and
// values.schema.json. `npm run chart-readme`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const CHART = join(import.meta.dirname, '../charts/kube-shields');

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

export function chartReadme(): string {
  const values = load(readFileSync(join(CHART, 'values.yaml'), 'utf8')) as Readonly<Record<string, unknown>>;
  const schema = JSON.parse(readFileSync(join(CHART, 'values.schema.json'), 'utf8')) as Schema;
  const rows = Object.entries(values).flatMap(([name, value]) => rowsOf(name, value, schema.properties?.[name]));
  return HEAD + rows.map(({ name, text, value }) => `| \`${name}\` | ${value} | ${text} |\n`).join('');
}

interface Row {
  readonly name: string;
  readonly value: string;
  readonly text: string;
}

/** A value with known properties becomes a row for each of them. */
function rowsOf(name: string, value: unknown, schema: Schema | undefined): readonly Row[] {
  if (schema?.description === undefined) throw new Error(`values.schema.json doesn't describe ${name}.`);
  const parts = schema.properties;
  if (parts !== undefined && typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([part, inner]) => rowsOf(`${name}.${part}`, inner, parts[part]));
  }
  return [{ name, text: schema.description.replaceAll('|', '\\|'), value: shown(value) }];
}

const shown = (value: unknown): string => (value === '' ? '' : `\`${JSON.stringify(value)}\``);

const HEAD = `# kube-shields

Status badges, a live overview page and a JSON API for everything that runs in a Kubernetes cluster.

\`\`\`sh
helm install kube-shields charts/kube-shields --namespace kube-shields --create-namespace
\`\`\`

Without values it is public: everyone who reaches the Service can see badges and page. \`--set config.otherShields=null\` makes it
private. Secrets are named, never written into values; [docs/install.md](../../docs/install.md) says how to make them.
Kubernetes 1.30 or later.

| value | default | meaning |
| ----- | ------- | ------- |
`;

if (import.meta.main) writeFileSync(join(CHART, 'README.md'), chartReadme());
