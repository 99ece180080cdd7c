// Secrets that declared checks send: files whose real path is in the folder that CHECK_SECRETS_DIR names; and the
// certificates that they trust.
import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The file's content, trimmed; undefined where it can’t or may not be read. */
export async function readSecret(path: string): Promise<string | undefined> {
  const dir = process.env['CHECK_SECRETS_DIR'];
  if (dir === undefined || dir === '') return undefined;
  try {
    const [root, file] = [await realpath(dir), await realpath(join(dir, path))];
    if (!file.startsWith(root.endsWith(sep) ? root : root + sep)) return undefined;
    const text = await readSmall(file);
    const secret = text?.trim();
    // A header holds one line of printable characters.
    return secret !== undefined && /^[\x21-\x7e][\x20-\x7e]*$/.test(secret) ? secret : undefined;
  } catch {
    return undefined;
  }
}

/** PEM; undefined where it can't be read. */
export async function readCertificates(path: string): Promise<string | undefined> {
  try {
    return await readSmall(path);
  } catch {
    return undefined;
  }
}

async function readSmall(path: string): Promise<string | undefined> {
  const { size } = await stat(path);
  return size > MAX_SIZE ? undefined : readFile(path, 'utf8');
}

/** Bytes: a bundle of all public authorities has about 250 kB. */
const MAX_SIZE = 1024 * 1024;
