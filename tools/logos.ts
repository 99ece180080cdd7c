// `node tools/logos.ts FOLDER`: writes src/badges/request/logos.ts from an unpacked simple-icons package (CC0 1.0). The set
// is small on purpose, and of software that runs in clusters: the whole package is 16 MB.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES =
  `apache apachekafka apachespark argo cilium clickhouse docker dotnet elasticsearch envoyproxy etcd fluentbit
fluentd flux github gitlab go grafana haproxy harbor helm influxdb istio k3s keycloak knative kubernetes letsencrypt linkerd
mariadb minio mongodb mysql natsdotio nginx nodedotjs openid openjdk opentelemetry php postgresql prometheus python rabbitmq
rancher react redis ruby rust sentry traefikproxy typescript vault wordpress`.split(/\s+/);

const [folder = ''] = process.argv.slice(2);
const pathOf = (name: string): string => {
  const [, path] = / d="([^"]+)"/.exec(readFileSync(join(folder, 'icons', `${name}.svg`), 'utf8')) ?? [];
  if (path === undefined) throw new Error(`${name}.svg has no path.`);
  return path;
};
const lines = NAMES.map((name) => `  ['${name}', '${pathOf(name)}'],\n`).join('');
writeFileSync(
  join(import.meta.dirname, '../src/badges/request/logos.ts'),
  `// Paths of logos in a box of 24 by 24, by simple-icons' names for them (https://simpleicons.org, CC0 1.0). Written by
// tools/logos.ts. The brands belong to their owners.

export const LOGOS: ReadonlyMap<string, string> = new Map([
${lines}]);
`,
);
