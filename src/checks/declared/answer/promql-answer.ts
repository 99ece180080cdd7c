// Parses Prometheus' answer to an instant query: values, each with the one label that is shown.
// https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
import { isObject } from './json-object.ts';

export interface Sample {
  readonly value: number;
  readonly name?: string;
}

/** Undefined if it isn't a valid answer. */
export function parsePromqlAnswer(body: string, label: string | undefined): readonly Sample[] | undefined {
  const answer = parseJson(body);
  if (!isObject(answer) || answer['status'] !== 'success' || !isObject(answer['data'])) return undefined;
  const { resultType, result } = answer['data'];
  if (resultType === 'scalar') return samplesOf([{ value: result }], undefined);
  return resultType === 'vector' && Array.isArray(result) ? samplesOf(result, label) : undefined;
}

function samplesOf(series: readonly unknown[], label: string | undefined): readonly Sample[] | undefined {
  const samples = series.map((each) => sampleOf(each, label));
  return samples.some((sample) => sample === undefined) ? undefined : (samples as readonly Sample[]);
}

function sampleOf(series: unknown, label: string | undefined): Sample | undefined {
  if (!isObject(series) || !Array.isArray(series['value'])) return undefined;
  const [, value] = series['value'] as readonly unknown[];
  if (typeof value !== 'string') return undefined;
  const named = label !== undefined && isObject(series['metric']) ? series['metric'][label] : undefined;
  const name = typeof named === 'string' ? cleaned(named) : '';
  return { value: Number(value), ...(name !== '' && { name }) };
}

/** Without invisible characters; empty if it may be an address. */
function cleaned(text: string): string {
  const visible = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return ADDRESS.test(visible) ? '' : visible.slice(0, MAX_NAME);
}

const ADDRESS = /(?:\d{1,3}[.-]){3}\d{1,3}|:\d{2,5}(?:\D|$)|(?:[0-9a-f]{0,4}:){2,}|:\/\//i;
const MAX_NAME = 40;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
