// The frame of every page: head, skip link, and the lines in which the script reports the connection.
import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { State } from '../../services/result/result.ts';
import type { Frame } from '../page/page-view.ts';
import { instantText } from '../board/text/time-text.ts';
import { Glyphs } from './glyph.tsx';

interface LayoutProps {
  readonly frame: Frame;
  readonly title: string;
  /** Of the icon. */
  readonly state: State;
  /** From the page to the site's root: `./`, `../`. */
  readonly root: string;
  readonly kind: 'table' | 'wall' | 'wall-light' | 'service';
  /** For the script: what its stream is asked with, and how the page looks apart from its rows. */
  readonly search: string;
  readonly shape: string;
  readonly found?: number;
  /** No script keeps it live: it shows a moment in the past, or a problem. */
  readonly isFixed?: boolean;
  readonly children: ComponentChildren;
}

export function renderLayout(props: LayoutProps): string {
  return `<!doctype html>${renderToString(<Layout {...props} />)}`;
}

function Layout({
  frame,
  title,
  state,
  root,
  kind,
  search,
  shape,
  found,
  isFixed = false,
  children,
}: LayoutProps): JSX.Element {
  const { assets, position, validFor, publicUrl, now } = frame;
  return (
    <html lang="en" class={kind}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={kind === 'wall' ? 'dark' : 'light dark'} />
        <meta name="description" content="Status of everything that runs in these clusters" />
        <title>{title}</title>
        {isFixed ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(REFRESH_SECONDS)} />
          </noscript>
        )}
        <link rel="icon" type="image/svg+xml" id="icon" href={`${root}assets/${assets.icon(state)}`} />
        <link rel="stylesheet" href={`${root}assets/${assets.style}`} />
        {isFixed ? null : <script type="module" src={`${root}assets/${assets.script}`} />}
      </head>
      <body
        data-position={position}
        data-root={root}
        data-search={search}
        data-shape={shape}
        data-valid-for={validFor}
        data-found={found}
        data-public-url={publicUrl}
        data-stale-icon={`${root}assets/${assets.icon('stale')}`}
      >
        <Glyphs />
        {children}
        {isFixed ? null : <LivePart now={now} />}
      </body>
    </html>
  );
}

function LivePart({ now }: Pick<Frame, 'now'>): JSX.Element {
  return (
    <>
      <p class="unseen" id="found" role="status" />
      <p class="alert" id="alert" role="alert" hidden />
      <noscript>
        <p class="as-of">As of {instantText(now.wall)}. Without a script the page loads itself again once a minute.</p>
      </noscript>
    </>
  );
}

/** On paper alone: of when it is, which the script keeps true. */
export function Printed({ now }: Pick<Frame, 'now'>): JSX.Element {
  return (
    <p class="printed">
      As of <time id="printed">{instantText(now.wall)}</time>
    </p>
  );
}

/** In the foot of every page: which shield it is, and who may read it. */
export function AboutShield({ frame: { version, access } }: Pick<LayoutProps, 'frame'>): JSX.Element {
  return (
    <span>
      kube-shields {version} · access: {access}
    </span>
  );
}

/** Without a script a page is only as true as when it was loaded. */
const REFRESH_SECONDS = 60;

export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 1.8 21 5v6.6c0 5-3.7 8.9-9 10.6-5.3-1.7-9-5.6-9-10.6V5Z" />
      <path class="cut" d="m7.8 12 3 3 5.4-6" />
    </svg>
  );
}
