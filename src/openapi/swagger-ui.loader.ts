// Reads the files of Swagger UI from its package.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type AssetName, START_SCRIPT, START_SOURCE } from './docs-page.ts';

const { resolve } = createRequire(import.meta.url);

export async function loadAsset(name: AssetName): Promise<Buffer> {
  return name === START_SCRIPT ? Buffer.from(START_SOURCE) : await readFile(resolve(`swagger-ui-dist/${name}`));
}
