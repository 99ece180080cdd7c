// A file that exists for one test.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface TemporaryFile {
  readonly path: string;
  /** Together with the folder made for it. */
  remove(): Promise<void>;
}

export async function temporaryFile(content: string): Promise<TemporaryFile> {
  const folder = await mkdtemp(join(tmpdir(), 'kube-shields-test-'));
  const path = join(folder, 'file');
  await writeFile(path, content);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
