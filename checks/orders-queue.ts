// The length of a queue. `orders-queue` has no pods: this file alone makes it a service. Numbers are added up:
// /a/orders-/depth/ is the sum of `depth` over all services whose names begin with `orders-`.
import type { Check, CheckOptions } from 'kube-shields';

/** A URL that answers `{"messages": 12}`, as RabbitMQ's /api/queues/VHOST/NAME does. */
const QUEUE = process.env['CHECK_QUEUE_URL'];
const WARN_ABOVE = 100;

export const options: CheckOptions = { depth: { interval: '5s' } };

export const depth: Check = async ({ signal }) => {
  if (QUEUE === undefined) return { status: 'CHECK_QUEUE_URL is not set', color: 'lightgrey' };
  const response = await fetch(QUEUE, { signal });
  if (!response.ok) throw new Error(`${QUEUE} answered ${response.status}`);
  const { messages } = (await response.json()) as { readonly messages: number };
  return { status: messages, color: messages > WARN_ABOVE ? 'orange' : 'green' };
};
