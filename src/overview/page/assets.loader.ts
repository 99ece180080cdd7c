// The page's script, style and icons, as tools/bundle-client.ts left them: read once, answered from memory.
import { readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly contentType: string;
  readonly bytes: Buffer;
}

export interface Assets {
  /** What a file of the source (`page.css`) is called. */
  readonly names: Readonly<Record<string, string>>;
  /** By that name. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** The same folder from `src`, as tests run it, and from `dist`. */
const FOLDER = fileURLToPath(new URL('../../../dist/assets/', import.meta.url));
const MANIFEST = 'manifest.json';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** Throws where `npm run build` hasn't made them. */
export function loadAssets(): Assets {
  const names = JSON.parse(readFileSync(FOLDER + MANIFEST, 'utf8')) as Record<string, string>;
  const files = readdirSync(FOLDER).filter((name) => name !== MANIFEST);
  return { names, files: new Map(files.map((name) => [name, assetOf(name)])) };
}

function assetOf(name: string): Asset {
  return {
    contentType: CONTENT_TYPES[extname(name)] ?? 'application/octet-stream',
    bytes: readFileSync(FOLDER + name),
  };
}
