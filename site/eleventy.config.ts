// `npm run docs`: the documentation as a site in site/out, for GitHub Pages or any other server of files. `-- --serve`
// serves it, and rebuilds it after each change. Its pages are the Markdown files as they are; a link to a missing file fails
// the build.
import { cpSync, globSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '@11ty/eleventy';
import { layOut } from './layout.ts';
import { copyOf } from './links.ts';
import { adaptMarkdown } from './markdown.ts';
import { pathOf, SOURCES } from './pages.ts';
import { type Section, sectionsOf } from './sections.ts';

const OWN_FILES = {
  'site/site.css': 'site.css',
  'site/search.js': 'search.js',
  'src/overview/client/icon-ok.svg': 'icon.svg',
};

// Braces in the Markdown files are examples, not Eleventy templates.
export const config = { markdownTemplateEngine: false };

export default function configure(config: Config): void {
  const copied = new Map(Object.entries(OWN_FILES));
  const sections = new Map<string, readonly Section[]>();

  config.setUseGitIgnore(false);
  config.setQuietMode(true);
  config.setTemplateFormats(['md']);
  config.ignores.add('node_modules/**');
  for (const page of globSync(['**/*.md', '.*/**/*.md'], { exclude: ['node_modules'] })) {
    if (!SOURCES.includes(page)) config.ignores.add(page);
  }
  config.amendLibrary('md', (markdown) => {
    adaptMarkdown(markdown, (file) => copied.set(file, copyOf(file)));
  });
  config.addGlobalData(
    'permalink',
    () =>
      ({ page }: { page: { inputPath: string } }) =>
        `/${pathOf(sourceOf(page))}`,
  );
  config.addTransform('page', function (content) {
    const source = sourceOf(this.page);
    sections.set(source, sectionsOf(source, content));
    return layOut(source, content);
  });
  config.on('eleventy.after', ({ directories: { output } }) => {
    for (const [file, to] of copied) copy(file, join(output, to));
    writeFileSync(join(output, 'search.json'), JSON.stringify(SOURCES.flatMap((source) => sections.get(source) ?? [])));
    // Without this file, GitHub Pages would process the folder with Jekyll.
    writeFileSync(join(output, '.nojekyll'), '');
  });
}

function sourceOf(page: { readonly inputPath: string }): string {
  return page.inputPath.replace(/^\.\//, '');
}

function copy(file: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(file, to);
}
