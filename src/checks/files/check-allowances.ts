// Permissions that a check file may request beyond reading files and the network. They are parsed from its text,
// because they must be known before the file is loaded: https://nodejs.org/api/permissions.html

export const ALLOWANCES = ['child-process', 'worker', 'addons', 'wasi', 'fs-write'] as const;
export type Allowance = (typeof ALLOWANCES)[number];

/** `export const allow = ['child-process'];`, or `exports.allow = […]` in CommonJS; a list of literals. */
export function allowancesIn(source: string): readonly Allowance[] {
  const [, list = ''] =
    /^[ \t]*(?:export const|exports\.|module\.exports\.)\s*allow\b[^=\n]*=\s*\[([^\]]*)\]/m.exec(source) ?? [];
  const named = new Set([...list.matchAll(/['"`]([a-z-]+)['"`]/g)].map(([, name]) => name));
  return ALLOWANCES.filter((allowance) => named.has(allowance));
}

/** Node's flags for a process that runs such files. */
export function permissionFlags(allow: readonly Allowance[]): readonly string[] {
  return ['--permission', '--allow-fs-read=*', ...allow.map((allowance) => FLAGS[allowance])];
}

const FLAGS: Readonly<Record<Allowance, string>> = {
  'child-process': '--allow-child-process',
  worker: '--allow-worker',
  addons: '--allow-addons',
  wasi: '--allow-wasi',
  'fs-write': '--allow-fs-write=*',
};
