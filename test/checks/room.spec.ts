// More check files than the check host has memory for: as many as fit are run, the others are refused, and no process ends.
import { type CheckItem, ChecksShield } from '../support/checks/checks-shield.ts';
import type { Files } from '../support/checks/checks-folder.ts';
import { allProcesses } from '../support/checks/check-processes.ts';

const KILOBYTE = 1_000;
const ROOM = 16 * 1024 * 1024;
const FITTING = Math.floor(ROOM / (250 * KILOBYTE + 70));

/** Files of 250 kB each; every other one has characters that take two bytes. */
function largeFiles(count: number): Files {
  const names = Array.from({ length: count }, (_, index) => `large-${String(index).padStart(3, '0')}`);
  return Object.fromEntries(
    names.map((name, index) => {
      const filler = index % 2 === 0 ? 'x'.repeat(250 * KILOBYTE) : 'é'.repeat(125 * KILOBYTE);
      return [`${name}.js`, `export const hits = () => ({ status: '${name}', color: 'green' });\n//${filler}`];
    }),
  );
}

let shield: ChecksShield;
beforeAll(async () => {
  shield = await ChecksShield.start(largeFiles(150), { CHECK_INTERVAL: '10s', CHECK_TIMEOUT: '5s' });
});
afterAll(() => shield.stop());

async function untilAllRunOrRefused(count: number): Promise<readonly CheckItem[]> {
  let items: readonly CheckItem[] = [];
  await shield.until('each file has run or is refused', async () => {
    items = await shield.checks();
    return items.length === count && items.every(({ lastRun, loadError }) => lastRun ?? loadError);
  });
  return items;
}

it('runs as many of 150 large files as fit, and refuses the others', async () => {
  const items = await untilAllRunOrRefused(150);
  expect(items.filter(({ loadError }) => loadError !== 'no-room')).toHaveLength(FITTING);
  expect(items.slice(0, FITTING).map(({ failuresInARow }) => failuresInARow)).toEqual(Array(FITTING).fill(0));
  expect(await shield.badge('large-001')).toMatchObject({ status: 'large-001', color: 'green' });
  expect(shield.product.output().out).toContain('the files of the folder have more than 16 MiB in all');
});

it('runs the same files when there are 400', async () => {
  for (const [name, text] of Object.entries(largeFiles(400)).slice(150)) shield.folder.write(name, text);
  const items = await untilAllRunOrRefused(400);
  expect(items.filter(({ loadError }) => loadError !== 'no-room')).toHaveLength(FITTING);
  expect(items.slice(0, FITTING).map(({ failuresInARow }) => failuresInARow)).toEqual(Array(FITTING).fill(0));
});

it('runs the next file once one is removed', async () => {
  shield.folder.delete('large-000.js');
  const next = `large-${String(FITTING).padStart(3, '0')}.js`;
  await shield.until(`${next} has room now`, async () => {
    return (await shield.checks()).some(({ file, lastRun }) => file === next && lastRun !== undefined);
  });
});

it('keeps the check host alive, with little memory', () => {
  const host = allProcesses().find(
    ({ parent, command }) => parent === shield.product.child.pid && command.includes('check-host'),
  );
  expect((host?.memory ?? Infinity) / 1e6).toBeLessThan(250);
  expect(shield.product.output().out).not.toContain('the process that starts the checks was lost');
});
