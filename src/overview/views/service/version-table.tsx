// A service's versions over clusters and namespaces: what the badge `drift` says in a line.
import type { JSX } from 'preact';
import type { State } from '../../../services/result/result.ts';
import { counted } from '../../board/number-text.ts';
import { serviceHref } from '../../query/service-href.ts';
import type { ServiceView } from '../../page/service-view.ts';
import { type VersionCell, versionMatrixOf } from '../../board/version-matrix.ts';
import { Card } from './card.tsx';
import { Glyph, toneOf } from '../glyph.tsx';
import { Version } from '../service-row.tsx';

export function VersionTable({ view }: { readonly view: ServiceView }): JSX.Element | null {
  const { summary, why, root, now, hasOpenBadges } = view;
  const { service } = summary;
  const matrix = versionMatrixOf([service, ...why.elsewhere], now);
  if (matrix === undefined) return null;
  const { namespaces, rows, versions, more } = matrix;
  return (
    <Card title="Versions" id="versions">
      <p class="note">
        {versions.length === 1 ? `${versions[0] ?? ''} everywhere` : `${counted(versions.length, 'version')} at once`}
        {more > 0 ? `; ${counted(more, 'place')} more` : ''}
        {hasOpenBadges ? (
          <>
            {' · '}
            <a href={`${root}_/${encodeURIComponent(service.name)}/drift/`}>Badge of the difference</a>
          </>
        ) : null}
      </p>
      <div class="scrolls" tabIndex={0} role="region" aria-label="Versions by cluster and namespace">
        <table class="versions">
          <thead>
            <tr>
              <th>Cluster</th>
              {namespaces.map((namespace) => (
                <th key={namespace}>{namespace === '' ? 'checks' : namespace}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ cluster, cells }) => (
              <tr key={cluster}>
                <th scope="row">{cluster}</th>
                {cells.map((cell, i) => (
                  <td key={namespaces[i]}>{cell === undefined ? null : <Cell cell={cell} root={root} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const STATE_OF: Readonly<Record<VersionCell['is'], State>> = {
  newest: 'ok',
  older: 'degraded',
  stale: 'stale',
  empty: 'unknown',
};

const SAID: Readonly<Record<VersionCell['is'], string>> = {
  newest: '',
  older: 'older',
  stale: 'stale',
  empty: 'no pods',
};

function Cell({
  cell: { service, version, is },
  root,
}: {
  readonly cell: VersionCell;
  readonly root: string;
}): JSX.Element {
  const state = STATE_OF[is];
  return (
    <a class={toneOf(state)} href={root + serviceHref(service)}>
      <Glyph state={state} /> <Version text={version} />
      {SAID[is] === '' ? null : <span class="said"> {SAID[is]}</span>}
    </a>
  );
}
