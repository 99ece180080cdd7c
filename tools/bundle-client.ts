// The page's script and style, bundled into dist/assets under names that hold a hash of their bytes, and a manifest of
// these names. Run by `npm run build`, after Nest has built the server.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');
const CLIENT = join(ROOT, 'src/overview/client');
const ASSETS = join(ROOT, 'dist/assets');

const icons = readdirSync(CLIENT)
  .filter((name) => name.endsWith('.svg'))
  .map((name) => join(CLIENT, name));

rmSync(ASSETS, { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: [join(CLIENT, 'page.ts'), join(CLIENT, 'page.css'), ...icons],
  loader: { '.svg': 'copy' },
  outdir: ASSETS,
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
  metafile: true,
  logLevel: 'warning',
});

const built = Object.entries(metafile.outputs).map(([path, { entryPoint = '' }]) => [
  basename(entryPoint).replace(/\.ts$/, '.js'),
  basename(path),
]);
writeFileSync(join(ASSETS, 'manifest.json'), JSON.stringify(Object.fromEntries(built)));
