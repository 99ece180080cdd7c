// A process that is started with a Node version that is too old reports that in one line.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFault } from '../../src/app.node.ts';

const ROOT = join(import.meta.dirname, '../..');

it('requires the Node version of package.json', () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
  const oldest = engines.node.replace('>=', '');
  expect(nodeFault(`${oldest}.0`)).toBeUndefined();
  expect(nodeFault('24.8.9')).toContain(`needs Node ${oldest} or newer, this is 24.8.9`);
  expect([nodeFault('25.0.0'), nodeFault('24.10.0')]).toEqual([undefined, undefined]);
});

it.each([[[]], [['sign', 'GET', 'http://localhost/']], [['wait', 'web']]])(
  'main.js %j prints one line and exits',
  (args) => {
    const pretendOldNode = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });";
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(pretendOldNode)}`, join(ROOT, 'dist/main.js'), ...args],
      { encoding: 'utf8' },
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^kube-shields needs Node 24\.9 or newer, this is 20\.20\.2\. .*\n$/);
  },
);

it('.npmrc keeps npm from warning about the Node versions of other packages', () => {
  expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toMatch(/^loglevel=error$/m);
});
