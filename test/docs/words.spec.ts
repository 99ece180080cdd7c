// Words of a private dialect are kept out of names, comments, messages and pages.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const ROOMS = ['src', 'simulator', 'demo', 'bench', 'docs', 'test', 'tools', 'checks', 'site'];
const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'charts/kube-shields/README.md'];
/** The list of words itself. */
const SELF = 'test/docs/words.spec.ts';
const WORDS = [
  ...['told', 'untold', 'heard', 'unheard', 'anew', 'afresh', 'whoever', 'nobody', 'roster', 'doubt', 'owed'],
  ...['outstay', 'relapse', 'is none', 'stands in', 'has a say'],
];

interface Exception {
  /** Where the word is allowed: a file, or a folder with `/` at its end. */
  readonly in: string;
  readonly word: string;
  readonly why: string;
}

const ALLOWED: readonly Exception[] = [];

interface Occurrence {
  readonly file: string;
  readonly line: number;
  readonly word: string;
}

/** Also as part of a name in camelCase, in the plural and in the past tense. */
function patternOf(word: string): RegExp {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  const ending = '(?:s|ed)?(?![a-z])';
  const upper = word.toUpperCase().replaceAll(' ', '[ _]');
  return new RegExp(
    `(?<![A-Za-z])(?:${word}|${capital})${ending}|(?<=[a-z0-9])${capital}${ending}|(?<![A-Z])${upper}(?:S|ED)?(?![A-Z])`,
    'g',
  );
}

const PATTERNS = WORDS.map((word) => [word, patternOf(word)] as const);

function occurrencesIn(file: string): readonly Occurrence[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  return lines.flatMap((text, at) =>
    PATTERNS.flatMap(([word, pattern]) => [...text.matchAll(pattern)].map(() => ({ file, line: at + 1, word }))),
  );
}

const files = ROOMS.flatMap((room) =>
  globSync(`${room}/**/*.{ts,tsx,mjs,js,css,md,svg}`, { cwd: ROOT }).map((file) => file.replaceAll('\\', '/')),
)
  .concat(PAGES)
  .filter((file) => file !== SELF && !/^(?:test\/golden|site\/out)\//.test(file));
const occurrences = files.flatMap(occurrencesIn);

function allows({ in: where, word }: Exception, occurrence: Occurrence): boolean {
  return (
    word === occurrence.word && (where.endsWith('/') ? occurrence.file.startsWith(where) : where === occurrence.file)
  );
}

it('the words are found in all forms', () => {
  const found = (text: string): boolean => PATTERNS.some(([, pattern]) => text.match(pattern) !== null);
  expect(
    ['it was told', 'heardAt', 'wasHeard', 'NOBODY_LISTENS', 'Whoever', 'doubts', 'X is none'].filter(found),
  ).toHaveLength(7);
  expect(['overheard', 'toldot', 'manewed', 'endowed', 'renewed'].filter(found)).toEqual([]);
});

it('the words appear nowhere without a listed exception', () => {
  const unlisted = occurrences.filter((occurrence) => !ALLOWED.some((exception) => allows(exception, occurrence)));
  expect(unlisted.map(({ file, line, word }) => `${file}:${line} ${word}`)).toEqual([]);
});

it('no exception is unneeded', () => {
  expect(ALLOWED.filter((exception) => !occurrences.some((occurrence) => allows(exception, occurrence)))).toEqual([]);
});
