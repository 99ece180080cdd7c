// The pods behind a service, the ones in trouble first, with what is wrong with each of their containers.
import type { JSX } from 'preact';
import type { ContainerDetails, PodDetails } from '../../../services/details/pod-details.ts';
import type { State } from '../../../services/result/result.ts';
import { isTroubled } from '../../../services/why.ts';
import { counted } from '../../../config/number-text.ts';
import type { ServiceView } from '../../page/service-view.ts';
import { Card } from './card.tsx';
import { Glyph, toneOf } from '../glyph.tsx';
import { Version } from '../service-row.tsx';
import { Since } from '../since.tsx';

export function PodTable({ view }: { readonly view: ServiceView }): JSX.Element | null {
  const { why, now, source, summary } = view;
  if (summary.service.namespace === '') return null;
  if (why.pods.length === 0) {
    return (
      <Card title="Pods">
        <p class="note">
          {source?.isLocal === false ? `The pods are known to the shield of ${source.name}.` : 'There are none.'}
        </p>
      </Card>
    );
  }
  return (
    <Card title={`Pods (${why.pods.length})`}>
      <table class="pods">
        <thead>
          <tr>
            <th class="p-state">
              <span class="unseen">State</span>
            </th>
            <th class="p-name">Pod</th>
            <th class="p-ready">Ready</th>
            <th class="p-reason">Reason</th>
            <th class="p-version">Version</th>
            <th class="p-age">Age</th>
          </tr>
        </thead>
        <tbody>
          {why.pods.map((pod) => (
            <tr class={toneOf(stateOf(pod))} key={pod.name}>
              <td class="p-state">
                <Glyph state={stateOf(pod)} />
                <span class="unseen">{stateOf(pod)}</span>
              </td>
              <th class="p-name" scope="row">
                {pod.name}
              </th>
              <td class="p-ready">
                {pod.ready}/{pod.total}
              </td>
              <td class="p-reason">{reasonsOf(pod).join('; ')}</td>
              <td class="p-version">
                <Version text={pod.version} />
              </td>
              <td class="p-age">
                <Since at={pod.createdAt} now={now} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function stateOf(pod: PodDetails): State {
  if (!isTroubled(pod)) return pod.isCounted ? 'ok' : 'unknown';
  return pod.phase === 'Failed' || pod.ready === 0 ? 'down' : 'degraded';
}

/** `app: CrashLoopBackOff, exit code 1, 5 restarts` */
function reasonsOf(pod: PodDetails): readonly string[] {
  const { reason, containers, phase, isTerminating, isCounted, ready, total } = pod;
  // Ready containers that restarted are listed, too.
  const running = total - ready >= containers.length ? 'not ready' : 'running';
  const said = containers.map((container) => containerText(container, running));
  if (said.length > 0) return said;
  if (reason !== undefined) return [reason];
  if (isTerminating) return ['Terminating'];
  return isCounted ? [] : [phase];
}

function containerText({ name, state, reason, exitCode, restarts }: ContainerDetails, running: string): string {
  const facts = [
    reason ?? (state === 'running' ? running : state),
    exitCode === undefined ? '' : `exit code ${exitCode}`,
    restarts === 0 ? '' : counted(restarts, 'restart'),
  ];
  return `${name}: ${facts.filter((fact) => fact !== '').join(', ')}`;
}
