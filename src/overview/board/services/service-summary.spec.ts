import type { Moment } from '../../../config/clock.ts';
import type { Source } from '../../../kubernetes/watch/source.ts';
import type { State } from '../../../services/result/result.ts';
import type { Service } from '../../../services/service.ts';
import { ServiceSummaries } from './service-summary.ts';

const proven: Moment = { wall: Date.parse('2026-11-02T12:00:00Z'), monotonic: 0 };
const later: Moment = { wall: proven.wall + 90_000, monotonic: 90_000 };
const source: Source = { id: 'pods', cluster: 'local', provenAt: 0, provenAtWall: proven.wall, staleAfter: 90_000 };

const serviceOf = (at: number): Service => ({
  cluster: 'local',
  namespace: 'shop',
  name: `web-${at}`,
  kind: 'Deployment',
  isOneOff: false,
  results: new Map([['health', { label: 'health', status: '1/1', color: 'green', state: 'ok', source }]]),
});

let services = Array.from({ length: 2_000 }, (_, at) => serviceOf(at));

/** How often it pauses, and the states that it finds. */
function judge(
  summaries: ServiceSummaries,
  now: Moment,
): { readonly pauses: number; readonly states: readonly State[] } {
  const pieces = summaries.ofAll(services, now);
  for (let pauses = 0; ; pauses += 1) {
    const { done, value } = pieces.next();
    if (done === true) return { pauses, states: [...new Set(value.map(({ attention }) => attention))] };
  }
}

it('re-evaluates thousands of services that turn stale in slices, and unchanged ones not at all', () => {
  const summaries = new ServiceSummaries();
  expect(judge(summaries, proven)).toEqual({ pauses: 8, states: ['ok'] });
  services = services.map((service, at) => (at < 600 ? serviceOf(at) : service));
  expect(judge(summaries, proven)).toEqual({ pauses: 2, states: ['ok'] });
  expect(judge(summaries, proven)).toEqual({ pauses: 0, states: ['ok'] });
  expect(judge(summaries, later)).toEqual({ pauses: 8, states: ['stale'] });
});
