// Steps of a release, with the version of package.json:
//   node tools/release.ts stamp    writes it into kustomize/base, the chart, the docs and CHANGELOG.md; run by `npm version`
//   node tools/release.ts notes    prints its section of CHANGELOG.md; run by the release workflow
import { readFileSync, writeFileSync } from 'node:fs';

const BASE = 'kustomize/base/kustomization.yaml';
const CHART = 'charts/kube-shields/Chart.yaml';
/** Files with snippets that readers copy: an image, a Git reference, an action. */
const DOCS = ['docs/install.md', 'docs/embedding.md'];
const OPENAPI = 'docs/openapi.json';
const CHANGELOG = 'CHANGELOG.md';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };

function stamp(): void {
  rewrite(BASE, /((?:newTag|app\.kubernetes\.io\/version): )\S+/g, `$1${version}`);
  rewrite(CHART, /(^(?:version|appVersion): |kube-shields\/kube-shields:)\S+/gm, `$1${version}`);
  for (const path of DOCS)
    rewrite(path, /((?:ref=v|targetRevision: v|newTag: |\/kube-shields(?::|@v)))\d[\w.-]*/g, `$1${version}`);
  // The first version is the document's, the others are in examples.
  rewrite(OPENAPI, /("version": ")[^"]+/, `$1${version}`);
  const today = new Date().toISOString().slice(0, 10);
  rewrite(CHANGELOG, /^## \[Unreleased\]$/m, `## [Unreleased]\n\n## [${version}] - ${today}`);
}

function rewrite(path: string, pattern: RegExp, replacement: string): void {
  const text = readFileSync(path, 'utf8');
  if (text.search(pattern) === -1) throw new Error(`${path} has no place for the version: ${pattern.source}`);
  writeFileSync(path, text.replace(pattern, replacement));
}

function notes(): string {
  const sections = readFileSync(CHANGELOG, 'utf8').split(/^## /m);
  const section = sections.find((each) => each.startsWith(`[${version}]`));
  if (section === undefined) throw new Error(`${CHANGELOG} has no section [${version}]. Release by \`npm version\`.`);
  return section.replace(/^.*\n+/, '').trim();
}

const [, , command] = process.argv;
if (command === 'stamp') stamp();
else if (command === 'notes') console.log(notes());
else {
  console.error('Usage: node tools/release.ts stamp|notes');
  process.exitCode = 2;
}
