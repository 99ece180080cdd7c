// More check files than a host can hold: as many as have room run, the others are refused, and nothing ends.
import { ChecksShield } from './checks-shield.ts';
import type { Files } from './checks-folder.ts';
import { processes } from './kin.ts';

const KILOBYTE = 1_000;
const ROOM = 16 * 1024 * 1024;

/** Of 250 kB each; every other one has characters that take two bytes. */
function largeFiles(count: number): Files {
  const names = Array.from({ length: count }, (_, index) => `large-${String(index).padStart(3, '0')}`);
  return Object.fromEntries(
    names.map((name, index) => {
      const filler = index % 2 === 0 ? 'x'.repeat(250 * KILOBYTE) : 'é'.repeat(125 * KILOBYTE);
      return [`${name}.js`, `export const hits = () => ({ status: '${name}', color: 'green' });\n//${filler}`];
    }),
  );
}

it.each([150, 400])(
  'runs those of %d large files that have room, and refuses the others',
  async (count) => {
    const shield = await ChecksShield.start(largeFiles(count), { CHECK_INTERVAL: '5s', CHECK_TIMEOUT: '5s' });
    try {
      await shield.until('each file has run or is refused', async () => {
        const items = await shield.checks();
        return items.length === count && items.every(({ lastRun, loadError }) => lastRun ?? loadError);
      });
      const items = await shield.checks();
      const refused = items.filter(({ loadError }) => loadError === 'no-room');
      const fitting = Math.floor(ROOM / (250 * KILOBYTE + 70));
      expect(count - refused.length).toBe(fitting);
      expect(items.slice(0, fitting).map(({ failuresInARow }) => failuresInARow)).toEqual(Array(fitting).fill(0));
      expect(await shield.badge('large-001')).toMatchObject({ status: 'large-001', color: 'green' });
      expect(shield.product.said().out).toContain('the files of the folder have more than 16 MiB in all');
      expect(shield.product.said().out).not.toContain('the process that starts the checks was lost');
      shield.folder.delete('large-000.js');
      const [next] = refused.map(({ file }) => file).sort();
      await shield.until(`${next ?? '?'} has room now`, async () => {
        return (await shield.checks()).some(({ file, lastRun }) => file === next && lastRun !== undefined);
      });
      const host = processes().find(
        ({ parent, command }) => parent === shield.product.child.pid && command.includes('check-host'),
      );
      expect((host?.memory ?? Infinity) / 1e6).toBeLessThan(250);
    } finally {
      await shield.stop();
    }
  },
  180_000,
);
