// Answers requests for cards: why a service is as it is, as a wide picture. Drawn from memory, and always drawn.
import { Inject, Injectable } from '@nestjs/common';
import { ExplanationService } from '../api/why/explanation.service.ts';
import { cleanText } from '../config/clean-text.ts';
import { groupedText } from '../config/number-text.ts';
import type { Clock, Moment } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { isName } from '../config/names.ts';
import { FleetService } from '../federation/fleet.service.ts';
import { barAt, barRuns } from '../history/windows/bars.ts';
import type { RecordedChange } from '../history/spans/recorded-change.ts';
import { spanOf } from '../history/spans/state-history.ts';
import type { Answer } from '../http/answer/answer.ts';
import { withEtag } from '../http/answer/etag.ts';
import type { RequestContext } from '../http/request/request-context.ts';
import { attentionOf, isRed, sinceAttention } from '../services/attention.ts';
import { projectResult } from '../services/projection.ts';
import { type ResolvedResult, type State, STATES } from '../services/result/result.ts';
import { type Service, sinceOf, stateOf } from '../services/service.ts';
import { DAY } from '../config/duration.ts';
import { durationsOf, upText } from '../services/result/uptime.ts';
import { strictHeaders } from './answer/badge-answer.ts';
import { svgHeaders } from './answer/badge-headers.ts';
import { type BadgeRequest, parseBadgeRequest, pickedScope } from './request/badge-request.ts';
import { BadgesService } from './badges.service.ts';
import { kindOf, type Outcome, resolvedResultOf, httpStatusOf } from './request/outcome.ts';
import { CARD_BAR, CARD_BARS, type Day, renderWhyCard, type WhyCard } from './why-card.ts';

interface Found {
  /** For headers: how long the card may be kept, and how the service stands. */
  readonly result: ResolvedResult;
  readonly card: WhyCard;
}

type Failure = Extract<Outcome, string>;

@Injectable()
export class WhyCardsService {
  private readonly fleet: FleetService;
  private readonly why: ExplanationService;
  private readonly badges: BadgesService;
  private readonly clock: Clock;
  private readonly maxAge: number;

  constructor(
    fleet: FleetService,
    why: ExplanationService,
    badges: BadgesService,
    @Inject(CLOCK) clock: Clock,
    @Inject(CONFIG) { badges: { maxAge } }: Config,
  ) {
    this.fleet = fleet;
    this.why = why;
    this.badges = badges;
    this.clock = clock;
    this.maxAge = maxAge;
  }

  /** What no link opens is the grey image that every other refused link gets. */
  async answer(context: RequestContext): Promise<Answer> {
    if (context.entry === 'refused-link') return this.badges.answer(context);
    const request = parseBadgeRequest({ ...context.target, suffix: 'svg' });
    const now = this.clock.now();
    const found = request.faults.length > 0 ? 'invalid' : await this.lookUp(request, now);
    const outcome = typeof found === 'string' ? found : found.result;
    const card = typeof found === 'string' ? failureCard(found, request, now) : found.card;
    const status = httpStatusOf(kindOf(outcome), request.query);
    const result = resolvedResultOf(outcome, request);
    const headers = { ...svgHeaders(result, this.maxAge, context.audience), ...strictHeaders(status) };
    return withEtag({ status, headers, body: renderWhyCard(card) });
  }

  /** Of several namespaces the one that asks for the most attention. */
  private async lookUp({ subject, query }: BadgeRequest, now: Moment): Promise<Found | Failure> {
    if (subject.of !== 'service') return 'not-found';
    const asked = { service: subject.service, ...pickedScope(query) };
    const services = this.fleet.servicesOf(asked, now);
    if (typeof services === 'string') return services;
    const worst = worstOf(services, now);
    if (worst === undefined) return 'not-found';
    const result = withStaleParts(resultOf(worst, now), this.fleet.read({ ...asked, check: 'health' }, now));
    const why = await this.why.of(worst, now);
    const state = result.state === 'stale' ? 'stale' : attentionOf(worst, now);
    const since = result.state === 'stale' ? result.since : sinceAttention(worst, state, now);
    const card: WhyCard = {
      name: worst.name,
      place: locationText(worst, services.length),
      state,
      isRed: state !== 'stale' && isRed(worst, state, now),
      status: cleanText(worst.results.has('health') ? groupedText(result.status) : result.status),
      sentence: cleanText(why.sentence),
      version: cleanText(worst.results.get('version')?.status ?? ''),
      ...(since !== undefined && { since }),
      day: dayOf(why.changes, now.wall),
    };
    return { result, card };
  }
}

function worstOf(services: readonly Service[], now: Moment): Service | undefined {
  const rank = (service: Service): number => STATES.indexOf(attentionOf(service, now));
  return services.reduce<Service | undefined>(
    (worst, service) => (worst === undefined || rank(service) < rank(worst) ? service : worst),
    undefined,
  );
}

/** As its health stands, or a logical service's worst check; valid for as long as all of it is. */
function resultOf(service: Service, now: Moment): ResolvedResult {
  const state = stateOf(service, now);
  const projected = [...service.results].map(([check, result]) => ({ ...projectResult(result, now), check }));
  const own = projected.find(({ check }) => check === 'health') ?? projected.find((one) => one.state === state);
  const { cluster, namespace, name } = service;
  const since = sinceOf(service, now);
  return {
    ...(own ?? NOTHING_KNOWN),
    cluster,
    ...(namespace !== '' && { namespace }),
    service: name,
    check: 'why',
    state,
    ...(since !== undefined && { since }),
    validFor: Math.min(...projected.map(({ validFor }) => validFor)),
  };
}

const NOTHING_KNOWN = { label: '', status: 'unknown', color: 'lightgrey', validFor: 0 };

/** What is good in one namespace isn't while another, which may have the name too, isn't confirmed. */
function withStaleParts(result: ResolvedResult, joined: Outcome): ResolvedResult {
  if (typeof joined === 'string' || joined.state !== 'stale' || result.state !== 'ok') return result;
  const { status, color, state, reason = 'stale' } = joined;
  return { ...result, status, color, state, reason, validFor: 0 };
}

function locationText({ cluster, namespace }: Service, count: number): string {
  const location = namespace === '' ? cluster : `${cluster} / ${namespace}`;
  return count === 1 ? location : `${location}, the worst of ${count}`;
}

function dayOf(changes: readonly RecordedChange[], wall: number): Day {
  const window = { from: wall - DAY, to: wall };
  return {
    last: barAt(wall, CARD_BAR),
    runs: barRuns(changes.map(spanOf), wall, CARD_BARS, CARD_BAR),
    upText: upText(durationsOf(changes, [window], window), '24h'),
  };
}

function failureCard(outcome: Failure, request: BadgeRequest, { wall }: Moment): WhyCard {
  const { subject } = request;
  const { status } = resolvedResultOf(outcome, request);
  const state: State = 'unknown';
  return {
    name: subject.of === 'service' && isName(subject.service) ? subject.service : 'badge',
    place: '',
    state,
    isRed: false,
    status,
    sentence: SENTENCES[outcome],
    version: '',
    day: dayOf([], wall),
  };
}

const SENTENCES: Readonly<Record<Failure, string>> = {
  'not-found': 'No such service is known in that namespace and cluster. The overview lists what is.',
  'no-match': 'No such service is known.',
  pending: 'It may still come to be known: not every cluster has answered yet.',
  invalid: 'The name or a parameter doesn’t fit. docs/badges.md says which ones there are.',
};
