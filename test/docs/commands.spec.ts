// The commands of the operators' pages, run unchanged, block by block, in a copy of the checkout. There is no cluster:
// `kubectl` and `docker` are scripts that check arguments, and `curl` reaches a shield of this test under the names that
// the pages use.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SimulatedApiServer } from '../../simulator/server/simulated-api-server.ts';
import { SimulatedCluster } from '../../simulator/cluster/simulated-cluster.ts';
import { HELM, KUBECTL } from '../support/deploy/kubernetes-binaries.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = ['docs/install.md', 'docs/operations.md', 'docs/migrating.md', 'docs/embedding.md'] as const;
const isInstalled = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const canRun =
  ['bash', 'curl'].every((command) => isInstalled(command, '--version')) && isInstalled('openssl', 'version');

const server = new SimulatedApiServer(new SimulatedCluster());
const folder = mkdtempSync(join(tmpdir(), 'kube-shields-docs-'));
const checkout = join(folder, 'checkout');
let shield: RunningApp;

beforeAll(async () => {
  shield = await startApp({}, { apiServer: await server.listen() });
  for (const each of ['kustomize', 'charts']) {
    cpSync(join(ROOT, each), join(checkout, each), { recursive: true, verbatimSymlinks: true });
  }
  for (const [name, script] of Object.entries(FAKE_COMMANDS)) writeFakeCommand(name, script);
});

afterAll(async () => {
  await shield.stop();
  await server.close();
  rmSync(folder, { recursive: true });
});

/** `kubectl kustomize` and client-side dry runs (`--dry-run=client`) are run; arguments of commands for a cluster are checked. */
const FAKE_COMMANDS = {
  kubectl: `
case " $* " in
  *" --dry-run=client "*|*" kustomize "*) [ -z "$REAL_KUBECTL" ] || exec "$REAL_KUBECTL" "$@" ;;
  *" -k "*) folder=$(echo "$*" | sed 's/.*-k \\([^ ]*\\).*/\\1/'); test -f "$folder/kustomization.yaml" || exit 1
    [ -z "$REAL_KUBECTL" ] || "$REAL_KUBECTL" kustomize "$folder" > /dev/null || exit 1 ;;
  *" create secret generic "*" --from-file=keys "*) [ -s keys ] || exit 1 ;;
  *" apply -f - "*) cat > /dev/null ;;
  *" get "*|*" logs "*|*" rollout "*|*" port-forward "*|*" delete "*) ;;
  *) echo "unknown: kubectl $*" >&2; exit 64 ;;
esac`,
  helm: `
case "$1" in
  install) shift; [ -z "$REAL_HELM" ] || "$REAL_HELM" template "\${@/--create-namespace/--include-crds}" > /dev/null ;;
  test) ;;
  *) echo "unknown: helm $*" >&2; exit 64 ;;
esac`,
  docker: `
case "$1" in build|push) ;; *) exit 64 ;; esac`,
  curl: `
for argument; do
  shift
  set -- "$@" "$(echo "$argument" | sed -E "s#^https?://(localhost:8080|shields\\\\.example\\\\.com)#$SHIELD#")"
done
exec "$REAL_CURL" "$@"`,
};

function writeFakeCommand(name: string, script: string): void {
  const path = join(folder, 'bin', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/usr/bin/env bash\n${script}\n`);
  chmodSync(path, 0o755);
}

describe.each(PAGES)('%s', (page) => {
  const blocks = shellBlocks(readFileSync(join(ROOT, page), 'utf8'));

  (canRun ? it : it.skip)(`its ${blocks.length} blocks of commands run`, async () => {
    for (const block of blocks) {
      const { status, output } = await runBlock(block);
      if (status !== 0) throw new Error(`${block}\nended with ${status}:\n${output}`);
    }
  });
});

it('install.md and operations.md have commands', () => {
  expect(PAGES.slice(0, 2).map((page) => shellBlocks(readFileSync(join(ROOT, page), 'utf8')).length > 3)).toEqual([
    true,
    true,
  ]);
});

function shellBlocks(page: string): readonly string[] {
  return [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block = '']) => block);
}

async function runBlock(block: string): Promise<{ readonly status: number | null; readonly output: string }> {
  const path = process.env['PATH'] ?? '';
  const real = (command: string): string =>
    spawnSync('bash', ['-c', `command -v ${command}`], { encoding: 'utf8' }).stdout.trim();
  const pathOf = (binary = ''): string => (binary === '' || binary.includes('/') ? binary : real(binary));
  const env = {
    PATH: `${join(folder, 'bin')}:${path}`,
    HOME: folder,
    REAL_CURL: real('curl'),
    REAL_KUBECTL: pathOf(KUBECTL),
    REAL_HELM: pathOf(HELM),
    SHIELD: shield.url,
  };
  const child = spawn('bash', ['-euo', 'pipefail', '-c', block], {
    cwd: checkout,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, output };
}
