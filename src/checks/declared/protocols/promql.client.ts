// `promql`: what does Prometheus say now?
import type { PromqlTarget } from '../file/declared-targets.ts';
import { type Finding, type NamedFigure, faultOf } from '../answer/finding.ts';
import { credentialsOf } from './http.client.ts';
import { sendRequest } from './http-request.client.ts';
import { type Sample, parsePromqlAnswer } from '../answer/promql-answer.ts';
import { readCertificates } from './secrets.loader.ts';

export async function findPromql(target: PromqlTarget, signal: AbortSignal): Promise<Finding> {
  const credentials = await credentialsOf(target);
  if (credentials === undefined) return faultOf('no secret');
  const ca = target.ca === undefined ? undefined : await readCertificates(target.ca);
  if (target.ca !== undefined && ca === undefined) return faultOf('no CA file');
  const outcome = await sendRequest({
    url: urlOf(target),
    method: 'GET',
    headers: { Accept: 'application/json', ...credentials },
    ...(ca !== undefined && { ca }),
    signal,
    maxBody: MAX_BODY,
    refusesLinkLocal: false,
  });
  if (outcome.type === 'fault') return outcome;
  const { status, body } = outcome;
  if (status === 400 || status === 422) return faultOf('bad query');
  if (status === 401 || status === 403) return faultOf('not allowed');
  if (status !== 200) return faultOf(`HTTP ${status}`);
  const samples = parsePromqlAnswer(body, target.top);
  return samples === undefined ? faultOf('unexpected answer') : judgeSamples(samples, target.top !== undefined);
}

/** Bytes; about ten thousand series. */
const MAX_BODY = 1024 * 1024;

function urlOf({ url, query }: PromqlTarget): string {
  const api = new URL(url);
  api.pathname = `${api.pathname.replace(/\/+$/, '')}/api/v1/query`;
  api.searchParams.set('query', query);
  return api.href;
}

function judgeSamples(samples: readonly Sample[], isTop: boolean): Finding {
  if (samples.length > 1 && !isTop) return faultOf('several values');
  const figures = samples.filter(({ value }) => Number.isFinite(value));
  return hasAny(figures) ? { type: 'figure', figures } : faultOf('no data');
}

function hasAny(figures: readonly NamedFigure[]): figures is readonly [NamedFigure, ...NamedFigure[]] {
  return figures.length > 0;
}
