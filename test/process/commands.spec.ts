// The commands of `node dist/main.js` and their help.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../dist/main.js');

function main(...args: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8', env: {} });
  return { status, out: stdout, error: stderr };
}

it.each(['sign', 'link', 'wait', 'history'])('%s --help prints its usage, and exits with 0', (command) => {
  const { status, out, error } = main(command, '--help');
  expect([status, error]).toEqual([0, '']);
  expect(out).toContain(`Usage: node dist/main.js ${command}`);
});

it('--help lists the commands', () => {
  const { status, out } = main('--help');
  expect(status).toBe(0);
  for (const command of ['sign', 'link', 'wait', 'history']) expect(out).toContain(`main.js ${command}`);
});

it.each(['--version', '-v'])('%s prints the version', (flag) => {
  const { status, out, error } = main(flag);
  expect([status, error]).toEqual([0, '']);
  expect(out).toMatch(/^kube-shields \d+\.\d+\.\d+\n$/);
});

it('an unknown command starts no server, and lists the commands', () => {
  const { status, out, error } = main('serve');
  expect([status, out]).toEqual([64, '']);
  expect(error).toContain('There is no command serve.');
  expect(error).toContain('node dist/main.js wait SERVICE');
});
