// What to write instead, where a check file can't be loaded.

const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [/\benum\b/, "Write `const Color = { red: 'red' } as const` instead of the enum."],
  [/parameter property/, 'Declare the field in the class and set it in the constructor.'],
  [/\bnamespace\b|\bmodule\b/i, 'Export the functions of the namespace as they are.'],
  [/import =|import equals/i, "Write `import fs from 'node:fs'`."],
  [/decorator/i, 'Leave the decorator out.'],
];

/** For TypeScript that is more than types. `text` is Node's own. */
export function typeScriptAdvice(text: string): string {
  const [, advice = 'Leave out what is more than types.'] = INSTEAD.find(([pattern]) => pattern.test(text)) ?? [];
  return `Types are taken out and nothing is translated. ${advice}`;
}
