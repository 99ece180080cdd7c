// Adapts Markdown to the site: headings get anchors as on GitHub, and links lead to pages of the site.
import type { Markdown, MarkdownState, Token } from '@11ty/eleventy';
import { anchorOf, siteLink } from './links.ts';

const HTML_LINK = /\b(src|srcset|href)="([^"]*)"/g;

export function adaptMarkdown(markdown: Markdown, onCopied: (file: string) => void): void {
  markdown.core.ruler.push('site', ({ tokens, env }: MarkdownState) => {
    const source = env.page.inputPath.replace(/^\.\//, '');
    const adapt = (link: string): string => {
      const { href, copied } = siteLink(source, link);
      if (copied !== undefined) onCopied(copied);
      return href;
    };
    addAnchors(tokens);
    for (const token of tokens) adaptLinks(token, adapt);
  });
}

function addAnchors(tokens: readonly Token[]): void {
  const taken = new Set<string>();
  tokens.forEach((token, i) => {
    if (token.type !== 'heading_open') return;
    const anchor = anchorOf(textOf(tokens[i + 1]), taken);
    taken.add(anchor);
    token.attrSet('id', anchor);
  });
}

/** The text without markup. */
function textOf(token: Token | undefined): string {
  return (token?.children ?? []).map(({ content }) => content).join('');
}

function adaptLinks(token: Token, adapt: (link: string) => string): void {
  for (const attribute of ['href', 'src']) {
    const link = token.attrGet(attribute);
    if (link !== null) token.attrSet(attribute, adapt(link));
  }
  if (token.type === 'html_block' || token.type === 'html_inline') {
    token.content = token.content.replace(HTML_LINK, (_, name: string, link: string) => `${name}="${adapt(link)}"`);
  }
  for (const child of token.children ?? []) adaptLinks(child, adapt);
}
