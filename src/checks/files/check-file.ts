// Which files of the folder are check files, whose they are, and how they are to be read.
import { isName } from '../../config/names.ts';

/** `javascript`: a module or CommonJS, whichever its text fits. */
export type FileFormat = 'module' | 'module-typescript' | 'commonjs' | 'javascript' | 'declared';

export interface CheckFileName {
  /** The base name, which readers see. */
  readonly file: string;
  /** The service that it has checks of. */
  readonly service: string;
  readonly ending: Ending;
}

export interface SortedNames {
  readonly files: readonly CheckFileName[];
  /** Of two files for one service the later one: it isn't read. */
  readonly duplicates: readonly CheckFileName[];
  /** Would be check files, but for their names. */
  readonly misnamed: readonly string[];
}

/** Of two files with one name the one whose ending comes first counts. */
const ENDINGS = ['ts', 'mts', 'js', 'mjs', 'cjs', 'yaml', 'yml'] as const;
type Ending = (typeof ENDINGS)[number];

/** `names` of everything in the folder. What begins with `_` or `.` is its author's own. */
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
  const known = ENDINGS.find((each) => each === ending);
  // Types for an editor hold nothing to run.
  if (known === undefined || (known.endsWith('ts') && service.endsWith('.d'))) return undefined;
  return { file, service, ending: known };
}

function byService(a: CheckFileName, b: CheckFileName): number {
  if (a.service !== b.service) return a.service < b.service ? -1 : 1;
  return ENDINGS.indexOf(a.ending) - ENDINGS.indexOf(b.ending);
}

/** No package.json decides: a ConfigMap's files have none. */
export function formatOf(ending: Ending): FileFormat {
  return FORMATS[ending];
}

const FORMATS: Readonly<Record<Ending, FileFormat>> = {
  ts: 'module-typescript',
  mts: 'module-typescript',
  js: 'javascript',
  mjs: 'module',
  cjs: 'commonjs',
  yaml: 'declared',
  yml: 'declared',
};
