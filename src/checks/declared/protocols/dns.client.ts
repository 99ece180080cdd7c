// `dns`: does a name have the records it should have, and how fast does the server answer?
import { promises } from 'node:dns';
import { connectionFault } from './connection-fault.ts';
import type { Expectation } from '../file/declared-shape.ts';
import type { DnsTarget } from '../file/declared-targets.ts';
import { type Finding, faultOf, figureOf } from '../answer/finding.ts';

export async function findDns(target: DnsTarget, { answer = [] }: Expectation, signal: AbortSignal): Promise<Finding> {
  const resolver = new promises.Resolver({ timeout: QUERY_TIMEOUT, tries: 2 });
  const cancel = (): void => {
    resolver.cancel();
  };
  signal.addEventListener('abort', cancel);
  const began = performance.now();
  try {
    if (target.server !== undefined) resolver.setServers([target.server]);
    const records = await recordsOf(resolver, target);
    const took = Math.round(performance.now() - began);
    if (records.length === 0) return faultOf('no records');
    return answer.every((wanted) => records.includes(wanted)) ? figureOf(took) : faultOf('unexpected answer');
  } catch (error) {
    return faultOf(signal.aborted ? 'no answer' : connectionFault(error));
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** Milliseconds; the check's own timeout ends it sooner. */
const QUERY_TIMEOUT = 60_000;

/** As people write them. */
async function recordsOf(resolver: promises.Resolver, { name, type = 'A' }: DnsTarget): Promise<readonly string[]> {
  switch (type) {
    case 'A':
      return resolver.resolve4(name);
    case 'AAAA':
      return resolver.resolve6(name);
    case 'CNAME':
      return resolver.resolveCname(name);
    case 'NS':
      return resolver.resolveNs(name);
    case 'TXT':
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
    case 'MX':
      return (await resolver.resolveMx(name)).map(({ priority, exchange }) => `${priority} ${exchange}`);
    case 'SRV':
      return (await resolver.resolveSrv(name)).map(
        (record) => `${record.priority} ${record.weight} ${record.port} ${record.name}`,
      );
  }
}
