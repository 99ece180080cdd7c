// The badge panel, drawn: a section of the page without a script, a dialog with one.
import type { JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { STYLES } from '../../badges/request/badge-query.ts';
import { LOGOS } from '../../badges/request/logos.ts';
import { type PageQuery, pairsOf } from '../query/page-query.ts';
import type { Panel } from '../page/panel.ts';

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
  const { title, image, snippets, isAbsolute } = panel;
  return (
    <dialog class="panel" id="badge" open aria-labelledby="badge-title" data-relative={isAbsolute ? undefined : ''}>
      <div class="panel-head">
        <h2 id="badge-title">Badge: {title}</h2>
        <a class="close" href={closeHref}>
          Close
        </a>
      </div>
      <p class="preview">
        <img src={image} alt={`The badge of ${title}, as it is now`} />
      </p>
      <Look panel={panel} query={query} />
      {isAbsolute ? null : (
        <noscript>
          <p class="hint">
            These addresses lead here only from this site. Set <code>PUBLIC_URL</code> to where this shield is reached,
            and they work anywhere.
          </p>
        </noscript>
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
function Look({ panel: { choices, check, look }, query }: Pick<BadgePanelProps, 'panel' | 'query'>): JSX.Element {
  const { style = 'flat', label = '', logo = '' } = look;
  return (
    <form class="look" id="look" method="get" action="#badge">
      {pairsOf(query).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
      <Select name="badge" title="Check" options={choices} />
      <Select
        name="style"
        title="Style"
        options={STYLES.map((one) => ({ value: one, text: one, isChosen: one === style }))}
      />
      <label>
        Label
        <input name="label" value={label} maxLength={64} placeholder={check} autocomplete="off" />
      </label>
      <Select
        name="logo"
        title="Logo"
        options={['', ...LOGOS.keys()].map((one) => ({
          value: one,
          text: one === '' ? 'none' : one,
          isChosen: one === logo,
        }))}
      />
      <Flag name="mark" value="1" text="Mark ✓ ! ✕" isOn={look.mark !== undefined} />
      <Flag name="palette" value="aa" text="High contrast" isOn={look.palette !== undefined} />
      <Flag name="reason" value="1" text="With reason" isOn={look.reason !== undefined} />
      <button type="submit" class="apply">
        Show
      </button>
    </form>
  );
}

interface SelectProps {
  readonly name: string;
  readonly title: string;
  readonly options: Panel['choices'];
}

function Select({ name, title, options }: SelectProps): JSX.Element {
  return (
    <label>
      {title}
      <select name={name}>
        {options.map(({ value, text, isChosen }) => (
          <option key={value} value={value} selected={isChosen}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface FlagProps {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly isOn: boolean;
}

function Flag({ name, value, text, isOn }: FlagProps): JSX.Element {
  return (
    <label class="flag">
      <input type="checkbox" name={name} value={value} checked={isOn} /> {text}
    </label>
  );
}

interface SnippetProps {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

function Snippet({ id, title, text }: SnippetProps): JSX.Element {
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
