// The overview as it was known at a moment in the past: nothing in it is of now, and no stream changes it.
import type { JSX } from 'preact';
import type { KnownService } from '../../history/spans/state-history.ts';
import { closedReason } from '../../services/result/reason.ts';
import { counted, numberText } from '../../config/number-text.ts';
import { serviceHref } from '../query/service-href.ts';
import { durationText, MINUTE } from '../../config/duration.ts';
import { instant, instantText } from '../board/text/time-text.ts';
import { Glyph, toneOf } from '../views/glyph.tsx';
import { AboutShield, Mark, renderLayout } from '../views/layout.tsx';
import { Version } from '../views/service-row.tsx';
import { pastGap, pastHeadline, pastHref, type PastView } from './past-view.ts';

export function renderPastPage(view: PastView): string {
  const { frame, moment, services } = view;
  const { state, text } = pastHeadline(services);
  return renderLayout({
    frame,
    title: `${instantText(moment.at)}: ${text} · ${frame.siteName}`,
    state,
    root: view.root,
    kind: 'table',
    search: '',
    shape: '',
    isFixed: true,
    children: <PastPage {...view} />,
  });
}

function PastPage(view: PastView): JSX.Element {
  const { frame, services } = view;
  return (
    <>
      <a class="skip" href="#board">
        Skip to the services
      </a>
      <header class="top">
        <h1>
          <a class="brand" href={view.root}>
            <Mark />
            <span>{frame.siteName}</span>
          </a>
        </h1>
      </header>
      <main>
        <div class="toolbar" id="toolbar">
          <PastVerdict view={view} />
          <p class="total">{counted(services.length, 'service')}</p>
        </div>
        <Moments view={view} />
        <PastTable view={view} />
      </main>
      <footer id="foot">
        <p>
          <a href={pastHref('v1/services', view.filter, view.moment.at)}>JSON</a>
          <AboutShield frame={frame} />
        </p>
      </footer>
    </>
  );
}

export function PastVerdict({ view: { moment, services } }: { readonly view: PastView }): JSX.Element {
  const { state, text } = pastHeadline(services);
  return (
    <>
      <h2 class={`verdict is-${state}`} id="verdict" data-state={state}>
        <Glyph state={state} />
        {text}
      </h2>
      <p class="as-known">
        As of <time dateTime={instant(moment.at)}>{instantText(moment.at)}</time>, as known then
      </p>
    </>
  );
}

const STEPS: readonly (readonly [text: string, ms: number])[] = [
  ['1 h earlier', -60 * MINUTE],
  ['10 min earlier', -10 * MINUTE],
  ['10 min later', 10 * MINUTE],
  ['1 h later', 60 * MINUTE],
];

/** Ways to another moment, and back to now. */
export function Moments({ view: { moment, filter, frame, here } }: { readonly view: PastView }): JSX.Element {
  const steps = STEPS.filter(([, ms]) => moment.at + ms <= frame.now.wall - MINUTE);
  return (
    <nav class="moments" aria-label="Other moments">
      {steps.map(([text, ms]) => (
        <a key={text} href={pastHref(here, filter, moment.at + ms)}>
          {text}
        </a>
      ))}
      <a href={pastHref(here, filter)}>Now</a>
    </nav>
  );
}

export function PastTable({ view }: { readonly view: PastView }): JSX.Element {
  const { moment, services } = view;
  const gap = pastGap(moment);
  if (services.length === 0)
    return (
      <div class="nothing" id="board" tabIndex={-1}>
        <p>{gap ?? 'No service that fits was known then.'}</p>
      </div>
    );
  return (
    <table class="board known-then" id="board" tabIndex={-1}>
      <caption class="unseen">Services as they were known then, worst first</caption>
      <thead>
        <tr>
          <th class="c-state">
            <span class="unseen">State</span>
          </th>
          <th class="c-name">Name</th>
          <th class="c-place">Where</th>
          <th class="c-why">Why</th>
          <th class="c-version">Version</th>
          <th class="c-for">For</th>
        </tr>
      </thead>
      {services.slice(0, MAX_ROWS).map((service) => (
        <PastRow key={`${service.cluster}/${service.namespace}/${service.name}`} service={service} view={view} />
      ))}
      <Rest count={services.length - MAX_ROWS} />
    </table>
  );
}

/** More than anyone reads; filters narrow it down. */
const MAX_ROWS = 500;

function PastRow({ service, view }: { readonly service: KnownService; readonly view: PastView }): JSX.Element {
  const { cluster, namespace, name, state, isRed, reason, version, at } = service;
  const { moment, root } = view;
  return (
    <tbody class={`row ${toneOf(state, isRed)}`}>
      <tr>
        <td class="c-state">
          <Glyph state={state} isRed={isRed} />
          <span class="unseen">{state}</span>
        </td>
        <th class="c-name" scope="row">
          <a href={`${root}${serviceHref(service)}&at=${encodeURIComponent(instant(moment.at))}`}>{name}</a>
        </th>
        <td class="c-place">{namespace === '' ? cluster : `${cluster} / ${namespace}`}</td>
        <td class="c-why">
          {state === 'ok' ? null : (
            <>
              <b>{state}</b> {reason === '' || reason === state ? null : closedReason(reason)}
            </>
          )}
        </td>
        <td class="c-version">
          <Version text={version} />
        </td>
        <td class="c-for">
          <time dateTime={instant(at)} title={`since ${instantText(at)}, or seen since then`}>
            {durationText(moment.at - at)}
          </time>
        </td>
      </tr>
    </tbody>
  );
}

function Rest({ count }: { readonly count: number }): JSX.Element | null {
  if (count <= 0) return null;
  return (
    <tbody class="more">
      <tr>
        <td colSpan={6}>{numberText(count)} more: pick a namespace, a cluster or a state in the address.</td>
      </tr>
    </tbody>
  );
}
