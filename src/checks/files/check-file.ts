// Which files of the folder are check files, for which service, and in which format.
import { isName } from '../../config/names.ts';

/** `javascript`: an ES module or CommonJS, depending on its text. */
export type FileFormat = 'module' | 'module-typescript' | 'commonjs' | 'javascript' | 'declared';

export interface CheckFileName {
  /** The base name, which readers see. */
  readonly file: string;
  /** The service that it has checks of. */
  readonly service: string;
  readonly ending: Extension;
}

export interface SortedNames {
  readonly files: readonly CheckFileName[];
  /** The later of two files for one service: it isn't read. */
  readonly duplicates: readonly CheckFileName[];
  /** Check files with invalid names. */
  readonly misnamed: readonly string[];
}

/** In order of precedence, if two files differ only in their endings. */
const EXTENSIONS = ['ts', 'mts', 'js', 'mjs', 'cjs', 'yaml', 'yml'] as const;
type Extension = (typeof EXTENSIONS)[number];

/** `names` of everything in the folder. Names that begin with `_` or `.` are ignored. */
export function sortNames(names: readonly string[]): SortedNames {
  const found = names.map(parseName).filter((name) => name !== undefined);
  const fitting = found.filter(({ service }) => isName(service)).sort(byService);
  const isDuplicate = ({ service }: CheckFileName, index: number): boolean => fitting[index - 1]?.service === service;
  return {
    files: fitting.filter((name, index) => !isDuplicate(name, index)),
    duplicates: fitting.filter(isDuplicate),
    misnamed: found.filter(({ service }) => !isName(service)).map(({ file }) => file),
  };
}

function parseName(file: string): CheckFileName | undefined {
  const [, service = '', ending] = /^([^._].*)\.([cm]?[jt]s|ya?ml)$/s.exec(file) ?? [];
  const known = EXTENSIONS.find((each) => each === ending);
  // Type declarations contain nothing to run.
  if (known === undefined || (known.endsWith('ts') && service.endsWith('.d'))) return undefined;
  return { file, service, ending: known };
}

function byService(a: CheckFileName, b: CheckFileName): number {
  if (a.service !== b.service) return a.service < b.service ? -1 : 1;
  return EXTENSIONS.indexOf(a.ending) - EXTENSIONS.indexOf(b.ending);
}

/** There is no package.json to decide: a ConfigMap's files have none. */
export function formatOf(ending: Extension): FileFormat {
  return FORMATS[ending];
}

const FORMATS: Readonly<Record<Extension, FileFormat>> = {
  ts: 'module-typescript',
  mts: 'module-typescript',
  js: 'javascript',
  mjs: 'module',
  cjs: 'commonjs',
  yaml: 'declared',
  yml: 'declared',
};
