// `http`: does a URL answer as it should, and how fast?
import { readCertificates, readSecret } from './secrets.loader.ts';
import type { Expectation } from '../file/declared-shape.ts';
import type { HttpTarget } from '../file/declared-targets.ts';
import { type Finding, faultOf, figureOf } from '../answer/finding.ts';
import { type HttpRequest, type HttpOutcome, sendRequest } from './http-request.client.ts';
import { valueAt } from '../answer/json-path.ts';

export async function findHttp(target: HttpTarget, expect: Expectation, signal: AbortSignal): Promise<Finding> {
  const credentials = await credentialsOf(target);
  if (credentials === undefined) return faultOf('no secret');
  const ca = target.ca === undefined ? undefined : await readCertificates(target.ca);
  if (target.ca !== undefined && ca === undefined) return faultOf('no CA file');
  const outcome = await follow(
    {
      url: target.url,
      method: target.method ?? 'GET',
      headers: { ...Object.fromEntries(target.headers ?? []), ...credentials },
      ...(target.body !== undefined && { body: target.body }),
      ...(ca !== undefined && { ca }),
      signal,
      maxBody: expect.json === undefined ? 0 : MAX_BODY,
      refusesLinkLocal: false,
    },
    target.redirects === true ? MAX_REDIRECTS : 0,
  );
  return outcome.type === 'fault' ? outcome : judgeReply(outcome, expect);
}

/** Bytes. */
const MAX_BODY = 1024 * 1024;
const MAX_REDIRECTS = 3;

/** No headers where none are asked for; undefined where the secret can't be read. */
export async function credentialsOf({
  bearer,
  basic,
}: Pick<HttpTarget, 'bearer' | 'basic'>): Promise<Readonly<Record<string, string>> | undefined> {
  const path = bearer ?? basic;
  if (path === undefined) return {};
  const secret = await readSecret(path);
  if (secret === undefined) return undefined;
  return {
    Authorization: bearer === undefined ? `Basic ${Buffer.from(secret).toString('base64')}` : `Bearer ${secret}`,
  };
}

/** To the same host and scheme alone, without what was sent to the first: the operator named that one. */
async function follow(order: HttpRequest, redirects: number): Promise<HttpOutcome> {
  const outcome = await sendRequest(order);
  if (outcome.type === 'fault' || redirects === 0 || !isRedirect(outcome.status)) return outcome;
  const from = new URL(order.url);
  const to = outcome.location === undefined ? null : URL.parse(outcome.location, from);
  if (to?.origin !== from.origin || to.username !== '') return { type: 'fault', fault: 'redirected away' };
  if (redirects === 1) return { type: 'fault', fault: 'too many redirects' };
  const { signal, maxBody, ca } = order;
  const method = order.method === 'HEAD' ? 'HEAD' : 'GET';
  const next = {
    url: to.href,
    method,
    headers: {},
    signal,
    maxBody,
    ...(ca !== undefined && { ca }),
    refusesLinkLocal: true,
  };
  return follow(next, redirects - 1);
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function judgeReply(
  { status, body, took }: Extract<HttpOutcome, { type: 'reply' }>,
  { status: statuses = ['2xx'], json }: Expectation,
): Finding {
  if (!statuses.some((wanted) => isLike(status, wanted))) return faultOf(`HTTP ${status}`);
  if (json === undefined) return figureOf(Math.round(took));
  const parsed = parseJson(body);
  if (parsed === undefined) return faultOf('not JSON');
  const found = valueAt(parsed.value, json.path);
  if (json.equals !== undefined)
    return found === json.equals ? figureOf(Math.round(took)) : faultOf('unexpected answer');
  const figure = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  return typeof figure === 'number' && Number.isFinite(figure) ? figureOf(figure) : faultOf('not a number');
}

function isLike(status: number, wanted: string): boolean {
  return wanted.endsWith('xx') ? Math.floor(status / 100) === Number(wanted[0]) : status === Number(wanted);
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
