// A service's versions over clusters and namespaces: what the badge `drift` says in a line.
import type { JSX } from 'preact';
import type { Moment } from '../../../config/clock.ts';
import { counted } from '../../../config/number-text.ts';
import { summaryOf } from '../../board/services/service-summary.ts';
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
                  <td key={namespaces[i]}>{cell === undefined ? null : <Cell cell={cell} now={now} root={root} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

const SAID: Readonly<Record<VersionCell['is'], string>> = {
  newest: '',
  older: 'older',
  stale: 'stale',
  empty: 'no pods',
};

interface CellProps {
  readonly cell: VersionCell;
  readonly now: Moment;
  readonly root: string;
}

/** The shape says how the service is, as everywhere; a word compares its version with the others. */
function Cell({ cell: { service, version, is }, now, root }: CellProps): JSX.Element {
  const { attention, isRed } = summaryOf(service, now);
  return (
    <a class={toneOf(attention, isRed)} href={root + serviceHref(service)}>
      <Glyph state={attention} isRed={isRed} /> <span class="unseen">{attention}: </span>
      <Version text={version} />
      {SAID[is] === '' ? null : <span class={`said is-${is === 'older' ? 'degraded' : 'stale'}`}> {SAID[is]}</span>}
    </a>
  );
}
