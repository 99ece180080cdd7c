import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckFolder } from './check-folder.loader.ts';
import type { FolderChange } from './files/check-folder.ts';

const dir = mkdtempSync(join(tmpdir(), 'check-folder-'));
writeFileSync(join(dir, 'web.mjs'), 'export const hits = () => 1;');
afterAll(() => {
  rmSync(dir, { recursive: true });
});

it("rethrows what its listener throws: that isn't a fault of the folder", async () => {
  const changes: FolderChange[] = [];
  const folder = new CheckFolder(dir, (change) => {
    changes.push(change);
    throw new Error('a bug of the listener');
  });
  await expect(folder.start()).rejects.toThrow('a bug of the listener');
  await folder.stop();
  expect(changes.map(({ type }) => type)).toEqual(['read']);
});
