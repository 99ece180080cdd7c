// The dependencies: all from the registry, no install script unless it is allowed by name, and only permissive licenses.
import { globSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Package {
  readonly license?: string;
  readonly licenses?: readonly { readonly type: string }[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const project = read('package.json') as Package;
const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Licenses that require no more than keeping their text. */
const LICENSES = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'CC0-1.0', 'Unlicense'];
const MORE_LICENSES = ['BlueOak-1.0.0', 'Python-2.0', 'PSF-2.0', '(MIT OR Apache-2.0)'];

it('every package of the lock file is from the registry, with its hash', () => {
  const odd = locked.filter(
    ([, { version, resolved, integrity = '', link = false }]) =>
      link || resolved !== undefined || !/^\d+\.\d+\.\d+/.test(version) || !integrity.startsWith('sha512-'),
  );
  expect(odd).toEqual([]);
});

it('every dependency is pinned', () => {
  const dependencies = { ...project.dependencies, ...project.devDependencies };
  expect(Object.entries(dependencies).filter(([, version]) => !/^(?:npm:[^@]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual(
    [],
  );
});

it('every install script is allowed or refused by name', () => {
  const names = locked.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([path]) => nameOf(path));
  expect([...new Set(names)].filter((name) => !(name in project.allowScripts))).toEqual([]);
  expect(Object.entries(project.allowScripts).filter(([, isAllowed]) => isAllowed)).toEqual([['node', true]]);
});

it('no production dependency has an install script', () => {
  const withScript = locked.filter(([, { dev, hasInstallScript }]) => dev !== true && hasInstallScript === true);
  expect(withScript.map(([path]) => nameOf(path)).filter((name) => project.allowScripts[name] !== false)).toEqual([]);
});

it('the package itself has no install script', () => {
  const hooks = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];
  expect(Object.keys(project.scripts).filter((name) => hooks.includes(name))).toEqual([]);
});

it('every action of the workflows is pinned by its commit hash, with its version in a comment', () => {
  const workflows = globSync(['.github/workflows/*.yml', 'action.yml'], { cwd: ROOT });
  const uses = workflows.flatMap((path) => readFileSync(new URL(path, ROOT), 'utf8').match(/\buses: .+$/gm) ?? []);
  expect(uses.length).toBeGreaterThan(10);
  expect(uses.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
});

it('every production dependency has a permissive license', () => {
  const allowed = new Set([...LICENSES, ...MORE_LICENSES]);
  const production = locked.filter(([, { dev }]) => dev !== true).map(([path]) => path);
  expect(production.filter((path) => !allowed.has(licenseOf(path)))).toEqual([]);
});

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** Old packages list their licenses as objects, or have them only in a file. */
function licenseOf(path: string): string {
  const { license, licenses } = read(`${path}/package.json`) as Package;
  return license ?? licenses?.map(({ type }) => type).join(' OR ') ?? licenseInFile(path);
}

function licenseInFile(path: string): string {
  const text = readFileSync(new URL(`../../${path}/LICENSE`, import.meta.url), 'utf8').replaceAll(/\s+/g, ' ');
  return text.includes('Permission is hereby granted, free of charge, to any person obtaining a copy') ? 'MIT' : 'none';
}
