// What deployed a service, and how that is where its kind is watched.
import type { JSX } from 'preact';
import type { Deployer } from '../../../api/why/deployer.ts';
import { objectHref } from '../objects-section.tsx';
import type { ServiceView } from '../../page/service-view.ts';
import { Glyph, toneOf } from '../glyph.tsx';
import { Version } from '../service-row.tsx';

export function DeployedBy({ view }: { readonly view: ServiceView }): JSX.Element | null {
  const { why, root, hasOpenBadges } = view;
  const { deployedBy } = why;
  if (deployedBy === undefined) return null;
  const { kind, object, cluster } = deployedBy;
  if (object === undefined) {
    return (
      <p class="facts">
        Deployed by {kind} {placeOf(deployedBy)}
      </p>
    );
  }
  const { state, status, version = '' } = object;
  return (
    <p class="facts">
      Deployed by {kind}{' '}
      {hasOpenBadges ? <a href={root + objectHref(object, cluster)}>{placeOf(object)}</a> : placeOf(object)}
      {', which is '}
      <span class={toneOf(state)}>
        <Glyph state={state} /> {status}
      </span>
      {version === '' ? null : (
        <>
          {' at '}
          <Version text={version} />
        </>
      )}
    </p>
  );
}

function placeOf({ namespace, name }: Pick<Deployer, 'namespace' | 'name'>): string {
  return namespace === '' ? name : `${namespace} / ${name}`;
}
