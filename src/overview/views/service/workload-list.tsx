// What was asked for behind a service, and where its workloads' annotations lead.
import type { JSX } from 'preact';
import type { WorkloadDetails } from '../../../services/details/workload-details.ts';
import type { Service } from '../../../services/service.ts';
import type { SafeLink } from '../../../services/details/workload-link.ts';
import { counted, numberText } from '../../../config/number-text.ts';
import type { ServiceView } from '../../page/service-view.ts';
import { Card } from './card.tsx';
import { At } from '../since.tsx';

export function WorkloadList({ view: { why, source } }: { readonly view: ServiceView }): JSX.Element | null {
  if (source?.isLocal === false) return <RemoteWorkload service={why.service} />;
  if (why.workloads.length === 0) return null;
  return (
    <Card title="Asked for">
      <ul class="elsewhere">
        {why.workloads.map((workload) => (
          <li key={`${workload.kind} ${workload.name}`}>
            <span>
              {workload.kind} <b>{workload.name}</b>
            </span>
            <span class="asked">
              {factsOf(workload).map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
              <Start label="last success" at={workload.lastSuccess} />
              <Start label="next start" at={workload.next} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Hubs are sent how many pods are wanted and when a CronJob starts. */
function RemoteWorkload({ service }: { readonly service: Service }): JSX.Element | null {
  const { asked, kind, name, cluster } = service;
  if (asked === undefined) return null;
  const { wanted, lastStart, lastSuccess, next } = asked;
  return (
    <Card title="Asked for">
      <ul class="elsewhere">
        <li>
          <span>
            {kind} <b>{name}</b>
          </span>
          <span class="asked">
            {wanted === 'unknown' ? null : <span>{counted(wanted, 'pod')}</span>}
            <Start label="last start" at={lastStart} />
            <Start label="last success" at={lastSuccess} />
            <Start label="next start" at={next} />
          </span>
        </li>
      </ul>
      <p class="note">
        Each workload, its conditions, its schedule and its links are on the page of {cluster}’s own shield.
      </p>
    </Card>
  );
}

function factsOf({ wanted, updated, isPaused, isSuspended, reason, schedule, timeZone }: WorkloadDetails): string[] {
  return [
    wanted === undefined ? '' : counted(wanted, 'pod'),
    wanted === undefined || updated === undefined || updated >= wanted ? '' : `${numberText(updated)} updated`,
    isPaused ? 'paused' : '',
    isSuspended ? 'suspended' : '',
    schedule === undefined ? '' : `${schedule}${timeZone === undefined ? '' : ` ${timeZone}`}`,
    reason ?? '',
  ].filter((fact) => fact !== '');
}

function Start({ label, at }: { readonly label: string; readonly at: number | undefined }): JSX.Element | null {
  if (at === undefined) return null;
  return (
    <span>
      {label} <At at={at} />
    </span>
  );
}

/** Others wrote them: where each leads is shown, and the site learns nothing of this page. */
export function LinkList({ links }: { readonly links: readonly SafeLink[] }): JSX.Element | null {
  if (links.length === 0) return null;
  return (
    <Card title="Links">
      <ul class="elsewhere">
        {links.map(({ name, url, host }) => (
          <li key={name}>
            <a href={url} rel="noopener noreferrer nofollow">
              {name}
            </a>
            <span class="version">{host}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
