// The badge panel, drawn: a section of the page without a script, a dialog with one.
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STYLES } from '../../badges/badge-query.ts';
import { type PageQuery, pairsOf } from '../page-query.ts';
import type { Panel } from '../panel.ts';

interface BadgePanelProps {
  readonly panel: Panel;
  /** The page without the panel. */
  readonly closeHref: string;
  readonly query: PageQuery;
}

export function renderPanel(props: BadgePanelProps): string {
  return renderToString(<BadgePanel {...props} />);
}

export function BadgePanel({ panel, closeHref, query }: BadgePanelProps): JSX.Element {
  const { service, check, image, snippets, isAbsolute } = panel;
  return (
    <dialog class="panel" id="badge" open aria-labelledby="badge-title">
      <div class="panel-head">
        <h2 id="badge-title">
          Badge: {service} {check}
        </h2>
        <a class="close" href={closeHref}>
          Close
        </a>
      </div>
      <p class="preview">
        <img src={image} alt={`The badge of ${service}, ${check}, as it is now`} />
      </p>
      <Look panel={panel} query={query} />
      {isAbsolute ? null : (
        <p class="hint">
          These addresses lead here only from this site. Set <code>PUBLIC_URL</code> to where this shield is reached,
          and they work anywhere.
        </p>
      )}
      <Snippet id="markdown" title="Markdown" text={snippets.markdown} />
      <Snippet id="html" title="HTML" text={snippets.html} />
      <Snippet id="asciidoc" title="AsciiDoc" text={snippets.asciidoc} />
      <Snippet id="url" title="Address" text={snippets.url} />
      <p class="copied" id="copied" role="status" />
    </dialog>
  );
}

/** What the page shows goes along, so that it still does when the form is sent without a script. */
function Look({ panel, query }: Pick<BadgePanelProps, 'panel' | 'query'>): JSX.Element {
  const { badge, check, checks, style, label } = panel;
  const place = badge.slice(0, -check.length);
  return (
    <form class="look" id="look" method="get" action="./#badge">
      {pairsOf(query).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <label>
        Check
        <select name="badge">
          {checks.map((other) => (
            <option key={other} value={place + other} selected={other === check}>
              {other}
            </option>
          ))}
        </select>
      </label>
      <label>
        Style
        <select name="style">
          {STYLES.map((other) => (
            <option key={other} value={other} selected={other === style}>
              {other}
            </option>
          ))}
        </select>
      </label>
      <label>
        Label
        <input name="label" value={label} maxLength={64} placeholder={check} autocomplete="off" />
      </label>
      <button type="submit" class="apply">
        Show
      </button>
    </form>
  );
}

function Snippet({
  id,
  title,
  text,
}: {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}): JSX.Element {
  return (
    <div class="snippet">
      <h3 id={`snippet-${id}`}>{title}</h3>
      <pre tabIndex={0} aria-labelledby={`snippet-${id}`}>
        <code id={`text-${id}`}>{text}</code>
      </pre>
      <button type="button" class="copy" data-copy={`text-${id}`} aria-label={`Copy ${title}`}>
        Copy
      </button>
    </div>
  );
}
