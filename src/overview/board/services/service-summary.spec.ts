import type { Moment } from '../../../config/clock.ts';
import type { Source } from '../../../kubernetes/watch/source.ts';
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

function slicesFor(summaries: ServiceSummaries, now: Moment): number {
  const slices = summaries.prepare(services, now);
  let count = 0;
  while (slices.next().done !== true) count += 1;
  return count;
}

it('re-evaluates thousands of services that turn stale in slices, and unchanged ones not at all', () => {
  const summaries = new ServiceSummaries();
  expect(slicesFor(summaries, proven)).toBe(8);
  expect(summaries.ofAll(services, proven).every(({ attention }) => attention === 'ok')).toBe(true);
  services = services.map((service, at) => (at < 600 ? serviceOf(at) : service));
  expect(slicesFor(summaries, proven)).toBe(2);
  summaries.ofAll(services, proven);
  expect(slicesFor(summaries, proven)).toBe(0);
  expect(slicesFor(summaries, later)).toBe(8);
  expect(summaries.ofAll(services, later).every(({ attention }) => attention === 'stale')).toBe(true);
});
