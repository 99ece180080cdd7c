// Tests of pods alone once more, while workloads are watched and every kind of them is answered with 403. Those that turn the
// clock to a moment are not among them: being refused takes time.
import { spawn } from 'node:child_process';

it.each(['pods-odd'])(
  'test/%s.spec.ts',
  async (name) => {
    const args = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', `test/${name}.spec.ts`];
    const env = { ...process.env, REFUSES_WORKLOADS: 'true' };
    const run = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    run.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => run.on('close', resolve));
    expect([code, code === 0 ? '' : said]).toEqual([0, '']);
  },
  3_600_000,
);
