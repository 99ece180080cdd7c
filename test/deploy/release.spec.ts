// A release copies the version from package.json. The workflow itself isn't run: its form and its scripts are tested.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';

const ROOT = join(import.meta.dirname, '../..');
const TOOL = join(ROOT, 'tools/release.ts');
const BASE = 'kustomize/base/kustomization.yaml';
const CHART = 'charts/kube-shields/Chart.yaml';
const DOCS = ['docs/install.md', 'docs/embedding.md'];
const OPENAPI = 'docs/openapi.json';

describe('npm version', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kube-shields-release-'));
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  const release = (command: string): string =>
    execFileSync(process.execPath, [TOOL, command], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });

  beforeAll(() => {
    for (const path of [BASE, CHART, OPENAPI, ...DOCS])
      cpSync(join(ROOT, path), join(folder, path), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '9.8.7' }));
    writeFileSync(join(folder, 'CHANGELOG.md'), '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has no release notes before the version is stamped', () => {
    expect(() => release('notes')).toThrow(/has no section \[9\.8\.7\]/);
  });

  it('stamps the manifests, the chart and the changelog', () => {
    release('stamp');
    expect(read(BASE).match(/9\.8\.7/g)).toHaveLength(2);
    expect(read(CHART).match(/9\.8\.7/g)).toHaveLength(3);
    expect(JSON.parse(read(OPENAPI))).toMatchObject({ info: { version: '9.8.7' } });
    expect(read(OPENAPI).match(/9\.8\.7/g)).toHaveLength(1);
    expect(read('CHANGELOG.md')).toMatch(/## \[Unreleased\]\n\n## \[9\.8\.7\] - \d{4}-\d\d-\d\d\n\n### Added/);
  });

  it("updates every version in the docs' snippets", () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
    for (const path of DOCS) {
      const text = readFileSync(join(ROOT, path), 'utf8');
      expect(text).toContain(version);
      expect(read(path)).toBe(text.replaceAll(version, '9.8.7'));
    }
  });

  it('prints the release notes of the version', () => {
    expect(release('notes')).toBe('### Added\n\n- A thing.\n');
  });
});

describe.each(['ci.yml', 'release.yml'])('the workflow %s', (name) => {
  const text = readFileSync(join(ROOT, '.github/workflows', name), 'utf8');
  const workflow = load(text) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it('has read-only permissions, unless a job declares more', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('pins actions by commit, and keeps no credentials in the checkout', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.filter((each) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(each))).toEqual([]);
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.every((step) => step.with?.['persist-credentials'] === false)).toBe(true);
  });

  it('runs scripts and files that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const runs = steps.flatMap(({ run }) => run ?? []).join('\n');
    const named = [...runs.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
    const files = [...runs.matchAll(/(?:^|\s)(\.ci\/\w+|tools\/[\w.-]+)/g)].map(([, path = '']) => path);
    expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

describe('the base image of a release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kube-shields-base-'));
  const workflow = load(readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8')) as Workflow;
  const step = Object.values(workflow.jobs)
    .flatMap(({ steps }) => steps)
    .find(({ id }) => id === 'base');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** The output of the step when a registry answers that the tag has the digest `sha256:now`. */
  function imageOf(dockerfile: string): string {
    const output = join(folder, 'output');
    writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    writeFileSync(join(folder, 'docker'), '#!/bin/sh\necho sha256:now\n', { mode: 0o755 });
    writeFileSync(output, '');
    const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, GITHUB_OUTPUT: output };
    execFileSync('bash', ['--norc', '-e', '-c', step?.run ?? 'exit 1'], { cwd: folder, env });
    return readFileSync(output, 'utf8').trim();
  }

  it('has the current digest of its tag', () => {
    const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8').replace(/@sha256:[0-9a-f]+/g, '');
    const [, tag = ''] = /^ARG NODE_IMAGE=(\S+)$/m.exec(dockerfile) ?? [];
    expect(tag).toMatch(/^node:\d/);
    expect(imageOf(dockerfile)).toBe(`image=${tag}@sha256:now`);
  });

  it('has the digest that the Dockerfile pins, if it pins one', () => {
    expect(imageOf('ARG NODE_IMAGE=node:24@sha256:pinned\n')).toBe('image=node:24@sha256:pinned');
  });
});

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
