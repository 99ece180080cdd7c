// Runs tests of pods once with WATCH_WORKLOADS=false, and once with every kind of workload forbidden (403). Both must pass.
import { spawn } from 'node:child_process';

const FILES = ['names', 'since', 'overview-http', 'why-card', 'pods-odd', 'rules', 'browser/every-reader'];
const MODES = [
  ['without workloads', 'false'],
  ['while every kind of workload is refused', 'true'],
] as const;

it.each(FILES.flatMap((file) => MODES.map(([mode, refuses]) => [file, mode, refuses] as const)))(
  'test/%s.spec.ts %s',
  async (file, _mode, refuses) => {
    const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', `test/${file}.spec.ts`];
    const env = { ...process.env, REFUSES_WORKLOADS: refuses };
    const run = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let output = '';
    run.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise((resolve) => run.on('close', resolve));
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
  },
  3_600_000,
);
