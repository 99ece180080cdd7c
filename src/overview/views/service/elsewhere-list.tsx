// Services of one name, wherever they run, each with its state and version.
import type { JSX } from 'preact';
import type { Moment } from '../../../config/clock.ts';
import type { Service } from '../../../services/service.ts';
import { summaryOf } from '../../board/services/service-summary.ts';
import { serviceHref } from '../../query/service-href.ts';
import { Glyph, toneOf } from '../glyph.tsx';
import { Version } from '../service-row.tsx';

interface ElsewhereListProps {
  readonly services: readonly Service[];
  readonly now: Moment;
  /** From the page to the site's root. */
  readonly root: string;
}

export function ElsewhereList({ services, now, root }: ElsewhereListProps): JSX.Element {
  return (
    <ul class="elsewhere">
      {services.map((service) => {
        const { attention, isRed, key } = summaryOf(service, now);
        return (
          <li class={toneOf(attention, isRed)} key={key}>
            <Glyph state={attention} isRed={isRed} />
            <span class="unseen">{attention}: </span>
            <a href={root + serviceHref(service)}>
              {service.namespace === '' ? service.cluster : `${service.cluster} / ${service.namespace}`}
            </a>
            <span class="version">
              <Version text={service.results.get('version')?.status ?? ''} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
