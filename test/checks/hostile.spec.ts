// Two hundred well-behaved checks beside a folder of hostile ones: only the hostile ones fail.
import { ChecksShield } from '../support/checks/checks-shield.ts';
import { BROKEN, HOSTILE, ODD, goodFiles } from '../support/checks/hostile-files.ts';
import { until } from '../support/time/until.ts';

const GOOD = 200;
let shield: ChecksShield;
/** By service: when its runs ended while the hostile files existed. */
const goodRuns = new Map<string, Set<string | undefined>>();

beforeAll(async () => {
  shield = await ChecksShield.start(goodFiles(GOOD), { CHECK_INTERVAL: '10s' });
  await shield.until('every good check has run', async () => (await goodChecks()).every(({ lastRun }) => lastRun));
  for (const [name, text] of Object.entries({ ...HOSTILE, ...BROKEN, ...ODD })) shield.folder.write(name, text);
  await untilAllHaveFailed();
  await shield.until('every good check has run three times', hasRunOften);
});

afterAll(() => shield.stop());

async function goodChecks(): Promise<readonly { service: string; lastRun?: string }[]> {
  return (await shield.checks()).filter(({ file }) => file.startsWith('good-'));
}

async function hasRunOften(): Promise<boolean> {
  for (const { service, lastRun } of await goodChecks()) {
    const runs = goodRuns.get(service) ?? new Set();
    goodRuns.set(service, runs.add(lastRun));
  }
  return goodRuns.size === GOOD && [...goodRuns.values()].every(({ size }) => size > 2);
}

function untilAllHaveFailed(): Promise<void> {
  return shield.until('every hostile check has failed, and every broken file was refused', async () => {
    const items = await shield.checks();
    const itemOf = (file: string): (typeof items)[number] | undefined => items.find((item) => item.file === file);
    return (
      Object.keys(HOSTILE).every((file) => (itemOf(file)?.failuresInARow ?? 0) > 0) &&
      Object.keys(BROKEN).every((file) => itemOf(file)?.loadError !== undefined)
    );
  });
}

const serviceOf = (file: string): string => file.replace(/\.js$/, '');

it.each(Object.keys(HOSTILE))('%s is shown as failed', async (file) => {
  const { status, reason, color, state } = await shield.badge(serviceOf(file));
  expect([status, reason]).toEqual(status === 'error' ? ['error', 'error'] : ['timed out', 'timed-out']);
  expect([color, state]).toEqual(['lightgrey', 'unknown']);
});

it.each([
  ['top-level-await.js', 'timed-out'],
  ['throws-on-import.js', 'threw'],
])('%s is reported as refused in the log, in /v1/checks and on the page', async (file, loadError) => {
  const item = (await shield.checks()).find((each) => each.file === file);
  expect(item).toEqual({ file, service: serviceOf(file), loadError });
  expect(shield.product.output().out).toMatch(new RegExp(`"msg":"the check file ${file} was not loaded`));
  expect(await (await shield.get('/')).text()).toContain(`The check file ${file} was not loaded (${loadError})`);
});

it('does not affect the results of well-behaved checks', async () => {
  const { items } = (await (await shield.get('/v1/services?q=good-&limit=500')).json()) as {
    items: { name: string; results: Record<string, { status: string; color: string }> }[];
  };
  expect(items).toHaveLength(GOOD);
  for (const { name, results } of items) {
    expect(results['hits']).toMatchObject({ status: name.replace('-', ' '), color: 'green', state: 'ok' });
  }
});

it('shows markup as text', async () => {
  const { status, color, state } = await shield.badge('markup');
  expect([status, color, state]).toEqual([expect.stringContaining('<script>'), 'orange', 'degraded']);
  const svg = await (await shield.get('/_/markup/hits/')).text();
  const page = await (await shield.get('/?q=markup')).text();
  for (const text of [svg, page]) expect(text).not.toMatch(/<script>alert|<img src=x/);
  expect(svg).toContain('&lt;script&gt;');
});

it('frees memory once the hostile files are removed, and leaves none of their processes', async () => {
  for (const name of Object.keys({ ...HOSTILE, ...BROKEN, ...ODD })) shield.folder.delete(name);
  await shield.until('the processes and the memory of hostile checks are freed', async () => {
    const running = shield.checkProcesses().filter(({ command }) => !command.includes('check-host'));
    const memory = running.reduce((sum, each) => sum + each.memory, 0);
    const isQuiet = running.every(({ command }) => !command.includes('sleep 4242'));
    return isQuiet && running.length <= 4 && memory < 4 * 110e6 && (await shield.checks()).length === GOOD;
  });
});

it('leaves no check process behind, even when the shield is killed', async () => {
  shield.folder.write('endless-loop.js', HOSTILE['endless-loop.js'] ?? '');
  shield.folder.write('starts-processes.js', HOSTILE['starts-processes.js'] ?? '');
  await shield.until('the hostile checks run', () =>
    shield.checkProcesses().some(({ command }) => command.includes('sleep 4242')),
  );
  await shield.kill();
  await until('no check process is left', () => shield.checkProcesses().length === 0);
});
