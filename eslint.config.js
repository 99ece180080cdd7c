// What is particular to this project. What a linter can know about the language and its types is in .oxlintrc.json.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PRIVATE_MEMBERS = {
  selector: [
    'PrivateIdentifier',
    'ClassBody > :matches(PropertyDefinition, AccessorProperty, MethodDefinition) > Identifier.key[name=/^_/]',
    'TSParameterProperty Identifier[name=/^_/]',
  ].join(','),
  message: 'Write private members with the keyword: private name.',
};

/** On a busy machine everything is slow, so no test has its own timeout: jest.config.js has one for all. */
const LIMITS = {
  selector: [
    'CallExpression[callee.name=/^(it|(before|after)(All|Each))$/]',
    'CallExpression[callee.callee.object.name=it][callee.callee.property.name=each]',
  ]
    .map((call) => `${call} > Literal.arguments[raw=/^[0-9]/]`)
    .join(','),
  message: 'No test has a limit in time of its own.',
};

/** Values that never change. A `new Map()` that fills, or a function, isn't a constant. */
const FIXED = [
  'Literal',
  'TemplateLiteral[expressions.length=0]',
  'ObjectExpression',
  'ArrayExpression',
  'NewExpression[callee.name=/^(Set|Map|RegExp)$/][arguments.length>0]',
].join(',');
const CONSTANTS = {
  selector: [
    'Program > VariableDeclaration[kind=const] > VariableDeclarator[id.name=/[a-z]/]',
    'Program > ExportNamedDeclaration > VariableDeclaration[kind=const] > VariableDeclarator[id.name=/[a-z]/]',
  ]
    .flatMap((declarator) => [
      `${declarator} > :matches(${FIXED}).init`,
      `${declarator} > :matches(TSAsExpression, TSSatisfiesExpression).init > :matches(${FIXED}).expression`,
    ])
    .join(','),
  message: 'Name constants in UPPER_CASE.',
};

// A file's suffix says what it may use; docs/design/structure.md has the table. .dependency-cruiser.cjs checks imports;
// globals that a plain file may not use are checked here.
const plain = {
  files: ['src/**/*.{ts,tsx}'],
  ignores: [
    // It runs in the reader's browser.
    'src/overview/client/**',
    'src/main.ts',
    'src/app.*.ts',
    'src/**/*.{client,runner,loader,module,service,controller,guard,filter,middleware,decorator,spec}.ts',
    'src/config/clock.ts',
  ],
  rules: {
    'no-restricted-globals': [
      'error',
      ...['process', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'performance', 'console'].map((name) => ({
        name,
        message: 'A plain file has no environment: take it as an argument.',
      })),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
      { object: 'Math', property: 'random', message: 'Randomness comes in as an argument.' },
    ],
    'no-restricted-syntax': [
      'error',
      PRIVATE_MEMBERS,
      CONSTANTS,
      { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time comes in as an argument.' },
    ],
  },
};

export default defineConfig(
  { ignores: ['test/api/openapi-client.d.ts', 'test/golden', 'dist', 'site/out', 'coverage', 'node_modules'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      'no-restricted-syntax': ['error', PRIVATE_MEMBERS],
      'no-useless-assignment': 'error',
      // One statement for each file imported from: `import type { A }`, or `import { type A, b }` where a value is needed too.
      // Unlike Oxlint, this one knows that decorators need the classes of parameters at run time.
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
    },
  },
  {
    files: ['{src,simulator,demo,tools}/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', PRIVATE_MEMBERS, CONSTANTS] },
  },
  { files: ['**/*.spec.ts'], rules: { 'no-restricted-syntax': ['error', PRIVATE_MEMBERS, LIMITS] } },
  plain,
);
