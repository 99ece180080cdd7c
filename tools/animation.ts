// `node tools/animation.ts`, after a build: docs/images/crash.svg, a rollout that crashes and is undone, as the badges of a
// running shield show it. It watches a simulated cluster; every badge in the picture is one that it answered.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { container, containerStatus, podOf } from '../simulator/cluster/pod.ts';
import { SimulatedCluster } from '../simulator/cluster/simulated-cluster.ts';
import { kubeconfigFor } from '../simulator/kubeconfig.ts';
import { SimulatedApiServer } from '../simulator/server/simulated-api-server.ts';

const ROOT = join(import.meta.dirname, '..');
const PORT = process.env['PORT'] ?? '18710';
const SITE = `http://127.0.0.1:${PORT}`;

interface PodState {
  readonly version: 'v1.4.1' | 'v1.5.0';
  readonly is: 'ready' | 'starting' | 'crashed';
  readonly restarts?: number;
}

interface Scene {
  /** Percent of the loop at which it ends. */
  readonly until: number;
  readonly text: string;
  readonly pods: readonly PodState[];
  /** The text of the health badge by then. */
  readonly health: string;
}

const OLD: PodState = { version: 'v1.4.1', is: 'ready' };
const crashed = (restarts: number): PodState => ({ version: 'v1.5.0', is: 'crashed', restarts });

const SCENES: readonly Scene[] = [
  { until: 18, text: 'All three pods are ready.', pods: [OLD, OLD, OLD], health: '3/3 (0 restarts)' },
  {
    until: 30,
    text: 'v1.5.0 is rolled out, pod by pod.',
    pods: [OLD, OLD, { version: 'v1.5.0', is: 'starting' }],
    health: '2/3 (0 restarts)',
  },
  { until: 44, text: 'The new pod crashes …', pods: [OLD, OLD, crashed(1)], health: '2/3 (1 restart)' },
  { until: 64, text: '… again and again: CrashLoopBackOff.', pods: [OLD, OLD, crashed(4)], health: '2/3 (4 restarts)' },
  {
    until: 76,
    text: '$ kubectl rollout undo deployment/web',
    pods: [OLD, OLD, { version: 'v1.4.1', is: 'starting' }],
    health: '2/3 (0 restarts)',
  },
  { until: 100, text: 'All three pods are ready again.', pods: [OLD, OLD, OLD], health: '3/3 (0 restarts)' },
];

/** The one that is shown if the reader prefers reduced motion. */
const STILL = 3;

const CRASHED = { waiting: { reason: 'CrashLoopBackOff' } };

/** Seconds. */
const LOOP = 14;

const cluster = new SimulatedCluster();
const server = new SimulatedApiServer(cluster);
const folder = mkdtempSync(join(tmpdir(), 'kube-shields-animation-'));
const kubeconfig = join(folder, 'kubeconfig');
writeFileSync(kubeconfig, kubeconfigFor({ url: await server.listen() }));
const shield = spawn(process.execPath, [join(ROOT, 'dist/main.js')], {
  env: {
    KUBECONFIG: kubeconfig,
    OTHER_SHIELDS: 'None',
    WATCH_WORKLOADS: 'false',
    HOST: '127.0.0.1',
    PORT,
    METRICS_PORT: '0',
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});
try {
  const frames: string[] = [];
  for (const scene of SCENES) frames.push(frameOf(scene, await badgesOf(scene), frames.length));
  const svg = svgOf(frames.join('\n'));
  writeFileSync(join(ROOT, 'docs/images/crash.svg'), svg);
  console.log(`docs/images/crash.svg, ${svg.length} bytes`);
} finally {
  shield.kill('SIGTERM');
  await once(shield, 'close');
  await server.close();
  rmSync(folder, { recursive: true });
}

async function badgesOf({ pods, health }: Scene): Promise<readonly string[]> {
  for (const [index, pod] of pods.entries()) cluster.set(podObject(pod, index));
  while (!(await asked('/_/web/health.json')).includes(`"${health}"`)) await sleep(50);
  return Promise.all(['health', 'version'].map((check) => asked(`/_/web/${check}.svg`)));
}

async function asked(path: string): Promise<string> {
  return fetch(SITE + path).then(
    (response) => response.text(),
    () => '',
  );
}

function podObject({ version, is, restarts = 0 }: PodState, index: number): ReturnType<typeof podOf> {
  const state = { ready: { running: {} }, starting: { waiting: { reason: 'ContainerCreating' } }, crashed: CRASHED }[
    is
  ];
  return podOf(
    { kind: 'StatefulSet', name: 'web', index },
    {
      metadata: { creationTimestamp: new Date().toISOString() },
      spec: { containers: [container({ image: `registry.example/web:${version}` })] },
      status: { containerStatuses: [containerStatus({ ready: is === 'ready', restartCount: restarts, state })] },
    },
  );
}

function frameOf({ text, pods }: Scene, badges: readonly string[], index: number): string {
  const drawn = pods.map((pod, n) => podDrawing(pod, 24 + n * 122)).join('');
  const [health = '', version = ''] = badges.map((badge, n) =>
    badge.trim().replace('<svg ', `<svg x="420" y="${34 + n * 34}" `),
  );
  return `<g class="scene s${index}"><text class="said" x="24" y="132">${text}</text>${drawn}${health}${version}</g>`;
}

function podDrawing({ version, is, restarts = 0 }: PodState, x: number): string {
  const label = is === 'crashed' ? `crashed ${restarts}×` : is;
  return `<g class="pod ${is}"><rect x="${x}" y="28" width="110" height="66" rx="8"/><text x="${x + 12}" y="54">web</text><text class="tag" x="${x + 98}" y="54" text-anchor="end">${version}</text><text class="is" x="${x + 12}" y="80">${label}</text></g>`;
}

function svgOf(scenes: string): string {
  const name = 'A rollout crashes: the badge of web turns yellow, then red, and green again once the rollout is undone';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 156" width="640" height="156" role="img" aria-label="${name}">
<title>${name}</title>
<style>
.card{fill:#fff;stroke:#d8dee6}.pod rect{fill:#f5f7fa;stroke:#c4ccd6}.ready rect{stroke:#1a7f37}.starting rect{stroke:#9a6700;stroke-dasharray:5 4}.crashed rect{fill:#ffebe9;stroke:#cf222e;stroke-width:1.6}
text{font:600 14px system-ui,'Segoe UI',Helvetica,Arial,sans-serif;fill:#1f2530}.tag,.is{font-weight:400;font-size:12.5px;fill:#57606a}.crashed .is{fill:#a40e26;font-weight:600}.said{font-weight:500;font-size:15px}
svg svg text{font:inherit;fill:inherit}
.scene{opacity:0;animation:${LOOP}s steps(1,end) infinite}
${SCENES.map(keyframesOf).join('\n')}
@media (prefers-color-scheme:dark){.card{fill:#0d1117;stroke:#30363d}.pod rect{fill:#161b22;stroke:#484f58}.ready rect{stroke:#3fb950}.starting rect{stroke:#d29922}.crashed rect{fill:#3a1417;stroke:#f85149}text{fill:#e6edf3}.tag,.is{fill:#9da7b3}.crashed .is{fill:#ff8e88}}
@media (prefers-reduced-motion:reduce){.scene{animation:none}.s${STILL}{opacity:1}}
</style>
<rect class="card" x=".5" y=".5" width="639" height="155" rx="10"/>
${scenes}
</svg>
`;
}

function keyframesOf({ until }: Scene, index: number): string {
  const from = SCENES[index - 1]?.until ?? 0;
  const before = from === 0 ? '' : '0%{opacity:0}';
  const after = until === 100 ? '' : `${until}%{opacity:0}`;
  return `.s${index}{animation-name:s${index}}@keyframes s${index}{${before}${from}%{opacity:1}${after}100%{opacity:${until === 100 ? 1 : 0}}}`;
}
