// No two folders of src need each other, a room and its subfolders included. Specs may look anywhere, and a room's
// module imports all that it is made of, so neither counts here.
module.exports = {
  forbidden: [{ name: 'no-folder-cycles', severity: 'warn', scope: 'folder', from: {}, to: { circular: true } }],
  options: {
    includeOnly: '^src/',
    exclude: { path: String.raw`\.(spec|module)\.ts$` },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
