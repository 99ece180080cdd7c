// Which file may import what. The suffix of a file's name says what it may touch, its folder which folders it may
// know; docs/design/structure.md has both as pictures.
const nestFile = String.raw`\.(module|service|controller|guard|filter|middleware|decorator|dto)\.ts$`;
const ioFile = String.raw`\.(client|runner|loader)\.ts$`;
const composition = String.raw`^src/(main|app\.[a-z]+)\.ts$`;
// What describes the API: Swagger's decorators, and nothing that runs.
const apiFile = String.raw`(openapi|answers|operations|suffix-forms)[a-z-]*\.dto\.ts$`;
const spec = String.raw`\.spec\.ts$`;

/** From the top down: each may import those after it, the ground floor in its own order too. */
const rooms = [
  'overview',
  'badges',
  'api',
  'history',
  'federation',
  'maintenance',
  'checks',
  'services',
  'discovery',
  'kubernetes',
  'observability',
  'auth',
  'openapi',
  'http',
  'config',
];
const knowsNothingAbove = rooms.slice(1).map((room, i) => ({
  name: `${room}-knows-nothing-above-it`,
  comment: 'What happens below is published; what sits above subscribes.',
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: spec },
  to: { path: `^src/(${rooms.slice(0, i + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'plain-files-stay-plain',
      comment: 'A plain file holds rules of the domain: no Nest, no I/O, only the pure libraries named here.',
      severity: 'error',
      from: { path: '^src/', pathNot: `${nestFile}|${ioFile}|${composition}|${spec}|^src/config/clock\\.ts$` },
      to: {
        pathNot: [
          '^src/',
          '^node:(buffer|crypto|string_decoder|zlib|util)$',
          '^(buffer|crypto|string_decoder|zlib|util)$',
          'node_modules/(badge-maker|js-yaml|rxjs|protobufjs|lru-cache|tinyqueue|croner|preact|preact-render-to-string)/',
        ],
      },
    },
    {
      name: 'plain-files-import-plain-files',
      severity: 'error',
      from: { path: '^src/', pathNot: `${nestFile}|${ioFile}|${composition}|${spec}` },
      to: { path: `^src/.*(${nestFile}|${ioFile})` },
    },
    {
      name: 'io-files-know-no-nest',
      severity: 'error',
      from: { path: ioFile, pathNot: spec },
      to: { path: `node_modules/@nestjs/|^src/.*${nestFile}` },
    },
    {
      name: 'dtos-know-only-plain-files',
      severity: 'error',
      from: { path: String.raw`^src/.*\.dto\.ts$` },
      to: { path: `^src/.*\\.(module|service|controller|guard|filter|middleware)\\.ts$|^src/.*${ioFile}` },
    },
    {
      name: 'controllers-and-io-stay-at-home',
      comment:
        "Across rooms: another module's plain files, its services and its module. kubernetes/ and config/ have none that gives their files.",
      severity: 'error',
      from: { path: '^src/([^/]+)/', pathNot: spec },
      to: {
        path: String.raw`^src/.*\.(controller|client|runner|loader)\.ts$`,
        pathNot: '^src/($1|kubernetes|config)/',
      },
    },
    {
      name: 'only-discovery-asks-the-cluster',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(kubernetes|discovery)/|${composition}|${spec}` },
      to: { path: String.raw`^src/kubernetes/.*\.(client|loader)\.ts$`, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'kubernetes-knows-no-kind',
      comment: 'It keeps a picture of any kind of object equal to the cluster; what an object means is said above.',
      severity: 'error',
      from: { path: '^src/kubernetes/' },
      to: { path: '^src/', pathNot: '^src/(kubernetes|config)/' },
    },
    ...knowsNothingAbove,
    {
      name: 'swagger-is-loaded-when-it-is-asked-for',
      comment: 'It takes longer to load than the rest of a start. Import what describes the API with import().',
      severity: 'error',
      from: { path: '^src/', pathNot: apiFile },
      to: {
        path: `node_modules/@nestjs/swagger/|${apiFile}`,
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'composition-root-is-imported-by-nobody',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: spec },
      to: { path: composition },
    },
    {
      name: 'src-stands-alone',
      comment: 'The image holds src only. The simulator and the demo are plain TypeScript that Node itself runs.',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { path: '^(simulator|demo|test|bench|checks)/' },
    },
    {
      name: 'simulator-stands-alone',
      severity: 'error',
      from: { path: '^simulator/', pathNot: spec },
      to: { path: '^(src|demo|test|bench)/|node_modules/@nestjs/' },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      from: {},
      to: { path: String.raw`/index\.ts$` },
    },
    { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'src-uses-production-dependencies',
      severity: 'error',
      from: { path: '^src/', pathNot: spec },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
