// The page of one service: how it is and why, what it was, what is behind it, and where else it runs.
import type { JSX } from 'preact';
import type { Service } from '../../../services/service.ts';
import type { PageQuery } from '../../query/page-query.ts';
import { spanOf } from '../../../history/spans/state-history.ts';
import { connectionLine } from '../../board/cluster-status.ts';
import { checksOf, rowOf } from '../../board/services/row.ts';
import { type KnownAge, knownAge } from '../../board/services/known-age.ts';
import { selfHref, serviceHref } from '../../query/service-href.ts';
import type { ServiceView } from '../../page/service-view.ts';
import { BadgePanel } from '../badge-panel.tsx';
import { Card } from './card.tsx';
import { CheckList } from '../check-list.tsx';
import { DeployedBy } from './deployed-by.tsx';
import { ElsewhereList } from './elsewhere-list.tsx';
import { Glyph, toneOf } from '../glyph.tsx';
import { HistoryStrip } from './history-strip.tsx';
import { AboutShield, Mark, Printed, renderLayout } from '../layout.tsx';
import { PodTable } from './pod-table.tsx';
import { Version } from '../service-row.tsx';
import { VersionTable } from './version-table.tsx';
import { WhatHappened } from './what-happened.tsx';
import { LinkList, WorkloadList } from './workload-list.tsx';
import { At, Since } from '../since.tsx';

export function renderServicePage(view: ServiceView): string {
  const { service, attention } = view.summary;
  const { cluster, namespace, name } = service;
  return renderLayout({
    frame: view,
    title: `${name} is ${attention} · ${view.siteName}`,
    state: attention,
    root: view.root,
    kind: 'service',
    search: `service=${name}&cluster=${cluster}${namespace === '' ? '' : `&namespace=${namespace}`}`,
    shape: '',
    children: <ServicePage {...view} />,
  });
}

function ServicePage(view: ServiceView): JSX.Element {
  const { summary, why, root, panel } = view;
  const { service } = summary;
  const { name } = service;
  const { kubectl } = why;
  return (
    <>
      <header class="top">
        <a class="brand" href={root}>
          <Mark />
          <span>{view.siteName}</span>
        </a>
        <Crumbs {...view} />
        <div class="status">
          <Connection {...view} />
          <p class="link" id="link" role="status" hidden />
        </div>
        <Printed now={view.now} />
      </header>
      <main class="service-page">
        <div id="page">
          <Headline {...view} />
          <HistoryStrip view={view} />
          <div class="columns">
            <div>
              <PodTable view={view} />
              <WorkloadList view={view} />
              <VersionTable view={view} />
              <Card title="Checks">
                <CheckList
                  name={name}
                  checks={checksOf(service, view.now)}
                  runs={why.checks}
                  now={view.now}
                  href={(check) => `${selfHref(view)}&badge=${encodeURIComponent(check)}#badge`}
                />
              </Card>
            </div>
            <div>
              <WhatHappened changes={why.changes} />
              <LinkList links={why.links} />
              <Elsewhere view={view} />
              {kubectl === undefined ? null : (
                <Card title="Look closer">
                  <pre tabIndex={0} aria-label="A command for kubectl">
                    <code id="kubectl">{kubectl}</code>
                  </pre>
                </Card>
              )}
            </div>
          </div>
        </div>
        {panel === undefined ? null : <BadgePanel panel={panel} closeHref={selfHref(view)} query={scopeOf(service)} />}
      </main>
      <Foot {...view} />
    </>
  );
}

/** What a form has to carry along. */
export function scopeOf({ cluster, namespace }: Service): PageQuery {
  return { cluster: [cluster], ...(namespace !== '' && { namespace: [namespace] }) };
}

function Foot(view: ServiceView): JSX.Element {
  const {
    summary: { service },
    root,
  } = view;
  const [, query = ''] = serviceHref(service).split('?');
  return (
    <footer id="foot">
      <p>
        <a href={root}>All services</a>
        <a href={`${root}v1/services/${encodeURIComponent(service.name)}/why?${query}`}>JSON</a>
        <a href={`${root}docs`}>API</a>
        <AboutShield frame={view} />
      </p>
    </footer>
  );
}

function Crumbs({ summary: { service }, root }: ServiceView): JSX.Element {
  const { cluster, namespace, name } = service;
  return (
    <nav class="crumbs" aria-label="Where it is">
      <a href={`${root}?cluster=${cluster}`}>{cluster}</a> <span aria-hidden="true">/</span>
      {namespace === '' ? null : (
        <>
          <a href={`${root}?cluster=${cluster}&namespace=${namespace}`}>{namespace}</a>{' '}
          <span aria-hidden="true">/</span>
        </>
      )}
      <b>{name}</b>
    </nav>
  );
}

function Connection({ source, now, summary: { service } }: ServiceView): JSX.Element {
  const line = source === undefined ? undefined : connectionLine(source);
  const checked = service.results.get('health')?.source.provenAtWall;
  return (
    <ul class="connections" id="connections">
      {line === undefined ? null : (
        <li class={`connection is-${line.tone}`}>
          <span>{service.cluster}</span> {line.text}
        </li>
      )}
      {checked === undefined ? null : (
        <li class="confirmed">
          confirmed <Since at={checked} now={now} /> ago
        </li>
      )}
    </ul>
  );
}

function Headline(view: ServiceView): JSX.Element {
  const { summary, why, now, panel } = view;
  const { service, attention, isRed } = summary;
  const age = knownAge(summary, why.changes.map(spanOf));
  const { ready, version } = rowOf(summary, now);
  const said = ready === '' ? '' : `: ${ready.replace('/', ' of ')} ready`;
  return (
    <div class={`headline ${toneOf(attention, isRed)}`}>
      <Glyph state={attention} isRed={isRed} />
      <div>
        <h1>
          {service.name} is {attention}
          {said}
        </h1>
        <p class="sentence">{why.sentence}</p>
        <p class="facts">
          {service.kind}
          {version === '' ? null : (
            <>
              {' · '}
              <Version text={version} />
            </>
          )}
          {age === undefined ? null : (
            <>
              {SINCE[age.is]}
              <At at={age.at} />
              {' ('}
              <Since {...age} now={now} />
              {')'}
            </>
          )}
        </p>
        <DeployedBy view={view} />
      </div>
      <p class="actions">
        {panel === undefined ? (
          <a class="button badge-link" href={`${selfHref(view)}&badge=health#badge`}>
            Badge
          </a>
        ) : null}
        <button type="button" class="button copy" data-copy-address="" aria-label="Copy Link">
          Copy link
        </button>
        {why.kubectl === undefined ? null : (
          <button type="button" class="button copy" data-copy="kubectl" aria-label="Copy kubectl line">
            Copy kubectl
          </button>
        )}
      </p>
      <p class="copied unseen" id="copied-page" role="status" />
    </div>
  );
}

/** A service that is seen for the first time may have been so before. */
const SINCE: Readonly<Record<KnownAge['is'], string>> = {
  exact: ' · since ',
  about: ' · since about ',
  'at least': ' · seen so since ',
};

function Elsewhere({ view: { why, now, root } }: { readonly view: ServiceView }): JSX.Element | null {
  if (why.elsewhere.length === 0) return null;
  return (
    <Card title="Elsewhere">
      <ElsewhereList services={why.elsewhere} now={now} root={root} />
    </Card>
  );
}
