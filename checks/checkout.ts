// The percentage of requests to `checkout` that fail, from Prometheus.
import type { Check } from 'kube-shields';

const PROMETHEUS = process.env['CHECK_PROMETHEUS_URL'];
const QUERY =
  '100 * sum(rate(http_requests_total{app="checkout",code=~"5.."}[5m])) / sum(rate(http_requests_total{app="checkout"}[5m]))';
const WARN_AT = 1;
const FAIL_AT = 5;

interface Answer {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
}

export const errors: Check = async ({ signal }) => {
  if (PROMETHEUS === undefined) return { status: 'CHECK_PROMETHEUS_URL is not set', color: 'lightgrey' };
  const url = `${PROMETHEUS}/api/v1/query?query=${encodeURIComponent(QUERY)}`;
  const response = await fetch(url, { signal });
  // An exception is logged; the badge says `error`.
  if (!response.ok) throw new Error(`Prometheus answered ${response.status}: ${await response.text()}`);
  const { data } = (await response.json()) as Answer;
  const [first] = data.result;
  if (first === undefined) return { status: 'no requests', color: 'lightgrey' };
  const percent = Number(first.value[1]);
  const color = percent >= FAIL_AT ? 'red' : percent >= WARN_AT ? 'yellow' : 'green';
  return { status: `${percent.toFixed(1)} %`, color };
};
