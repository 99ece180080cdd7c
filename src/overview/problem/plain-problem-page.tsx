// A problem as a page that is whole by itself: for those who may not load the site's files, and for mistakes of the shield,
// of which its files may be the cause. It says nothing about the site, and is the same for every target.
import { createHash } from 'node:crypto';
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Problem } from '../../http/problem/problem.ts';

interface PlainProblem {
  readonly problem: Problem;
  readonly requestId: string;
  readonly heading: string;
  /** Sentences: what to do. */
  readonly advice: readonly string[];
}

export function renderPlainProblemPage(view: PlainProblem): string {
  return `<!doctype html>${renderToString(<PlainProblemPage {...view} />)}`;
}

function PlainProblemPage({ problem, requestId, heading, advice }: PlainProblem): JSX.Element {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{heading}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <main>
          <h1>{heading}</h1>
          <p>{problem.detail}</p>
          {advice.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p class="quiet">
            {problem.status} {problem.title} · Request {requestId}
          </p>
        </main>
      </body>
    </html>
  );
}

/** The colors of the site's own style. No character that HTML would escape: its hash is of the text as it stands here. */
const STYLE = [
  ':root{color-scheme:light dark;background:light-dark(#f5f6f8,#0b0e13);color:light-dark(#161b22,#e8ebf0);',
  'font:400 16px/1.5 system-ui,-apple-system,Roboto,Arial,sans-serif}',
  'body{margin:0;padding:clamp(1rem,12vh,8rem) 1rem}',
  'main{max-width:38rem;margin:0 auto;padding:1.5rem 1.75rem;border:1px solid light-dark(#e4e7ec,#242a33);',
  'border-radius:10px;background:light-dark(#fff,#13171d);overflow-wrap:anywhere}',
  'h1{margin:0;font-size:1.5rem;line-height:1.25;letter-spacing:-.02em}',
  'p{margin:.75rem 0 0}',
  '.quiet{margin-top:1.5rem;color:light-dark(#56606d,#9aa5b2);font-size:.875rem}',
].join('');

/** What its content security policy allows as a style: this one alone. */
export const PLAIN_STYLE_SOURCE = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
