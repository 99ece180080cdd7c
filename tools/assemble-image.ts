// Assembles the contents of the container image: `node tools/assemble-image.ts FOLDER`, run where `npm ci --omit=dev` and the
// build have put node_modules and dist. The Dockerfile copies each of the three folders it makes to `/`, the one that
// changes least first; a test starts the product from them without Docker.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As Dockerfile's WORKDIR. */
const APP = 'app';
/** The usual uid of images without root; docs/operations.md and the Deployment name it too. */
const USER = 65_532;

function assemble(target: string): void {
  rmSync(target, { recursive: true, force: true });
  const layers = { system: layOutSystem, dependencies: layOutDependencies, product: layOutProduct };
  for (const [name, layOut] of Object.entries(layers)) {
    const root = join(target, name);
    layOut(root);
    console.log(`${name}: ${(bytesIn(root) / 1e6).toFixed(1)} MB`);
  }
}

/** Node, the libraries it is linked to, and the few files that the C library looks for. No shell, no npm. */
function layOutSystem(root: string): void {
  copy(realpathSync(process.execPath), join(root, 'usr/local/bin/node'));
  for (const library of librariesOf(process.execPath)) copy(realpathSync(library), join(root, library));
  write(join(root, 'etc/passwd'), `root:x:0:0:root:/:/\nnonroot:x:${USER}:${USER}:nonroot:/${APP}:/\n`);
  write(join(root, 'etc/group'), `root:x:0:\nnonroot:x:${USER}:\n`);
  write(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
  // A mount point: where the root file system is read-only, so is this.
  mkdirSync(join(root, 'tmp'), { mode: 0o1777 });
}

/** `ldd` prints `NAME => PATH (ADDRESS)`, and the loader's own path alone. */
function librariesOf(program: string): readonly string[] {
  const printed = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...printed.matchAll(/(?:^|\s)(\/\S+) \(0x/g)].map(([, path = '']) => path);
}

function layOutDependencies(root: string): void {
  const modules = join(root, APP, 'node_modules');
  copy('node_modules', modules);
  for (const path of NEVER_LOADED) rmSync(join(modules, path), { recursive: true, force: true });
  for (const path of filesIn(modules)) if (NOT_FOR_RUNNING.test(path)) rmSync(path);
}

/** Installed because a package.json names them, and imported by nothing that runs. */
const NEVER_LOADED = [
  '.bin',
  '.package-lock.json',
  // A peer of @nestjs/swagger's compiler plugin, which we don't use.
  'typescript',
  '@types',
  // Models of the whole Kubernetes API; src/kubernetes/kubeconfig/kubeconfig-class.loader.ts keeps them from being loaded.
  '@kubernetes/client-node/dist/gen/apis',
  '@kubernetes/client-node/dist/gen/models',
  '@kubernetes/client-node/dist/gen/types',
];

/** Licenses stay. */
const NOT_FOR_RUNNING = /\.(?:d\.[cm]?ts|map|tsbuildinfo|md|markdown)$/;

function layOutProduct(root: string): void {
  const app = join(root, APP);
  copy('dist', join(app, 'dist'));
  for (const path of filesIn(app)) if (NOT_FOR_RUNNING.test(path)) rmSync(path);
  for (const name of ['package.json', 'LICENSE']) copy(name, join(app, name));
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function bytesIn(folder: string): number {
  return filesIn(folder).reduce((sum, path) => sum + statSync(path).size, 0);
}

const [, , target] = process.argv;
if (target === undefined) {
  console.error('Usage: node tools/assemble-image.ts FOLDER');
  process.exitCode = 2;
} else {
  assemble(target);
}
