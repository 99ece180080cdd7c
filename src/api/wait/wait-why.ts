// Why what `kube-shields wait` waited for isn't there: what /v1/services/NAME/why says of it, in a few lines.
import { counted, numberText } from '../../config/number-text.ts';
import type { WaitOptions } from './wait.ts';
import { isInScope, itemOf, lackOf, qualifiedNameOf, recordsIn, textOf, type WaitedItem } from './waited-item.ts';

/** Of how many services, and of how many pods of each, it prints lines: a pipeline's log is read by people. */
const SERVICES_SHOWN = 5;
const PODS_SHOWN = 5;

/** Empty where the answer isn't one of `why`, as that of an older shield. */
export function whyLines(body: unknown, options: WaitOptions): readonly string[] {
  const lacking = (recordsIn(body, 'items') ?? [])
    .map((record) => ({ record, item: itemOf(record) }))
    .filter(({ item }) => isInScope(item, options) && lackOf(item, options.version).length > 0);
  return lacking.slice(0, SERVICES_SHOWN).flatMap(({ record, item }) => linesOf(record, item, options.version));
}

function linesOf(record: Record<string, unknown>, item: WaitedItem, version: string | undefined): readonly string[] {
  const pods = (recordsIn(record, 'pods') ?? []).map(podOf);
  const shown = pods.filter((pod) => pod.isTroubled || (version !== undefined && pod.version !== version));
  const command = textOf(record['kubectl']);
  return [
    `  ${qualifiedNameOf(item)}: ${textOf(record['why'])}`,
    ...shown.slice(0, PODS_SHOWN).map(({ text }) => `    ${text}`),
    ...(shown.length > PODS_SHOWN ? [`    and ${shown.length - PODS_SHOWN} more pods`] : []),
    ...missingLine(record['wanted'], item.reason),
    ...(command === '' ? [] : [`    look closer: ${command}`]),
  ];
}

function missingLine(wanted: unknown, reason: string | undefined): readonly string[] {
  if (typeof wanted !== 'number' || reason !== 'MissingPods') return [];
  return [`    some are missing: ${wanted} ${wanted === 1 ? 'pod is' : 'pods are'} wanted`];
}

interface TroubledPod {
  readonly isTroubled: boolean;
  readonly version: string;
  readonly text: string;
}

function podOf(pod: Record<string, unknown>): TroubledPod {
  const { ready, total, restarts } = pod;
  const [name, version, reason] = [pod['name'], pod['version'], pod['reason']].map(textOf) as [string, string, string];
  const counts = `${numberText(numberOf(ready))}/${numberText(numberOf(total))} ready${restartsOf(restarts)}`;
  const containers = (recordsIn(pod, 'containers') ?? []).map(containerText);
  return {
    isTroubled: reason !== '' || numberOf(ready) < numberOf(total),
    version,
    text: [`pod ${name} (${version}): ${counts}`, reason, ...containers].filter((part) => part !== '').join('; '),
  };
}

/** `container app: CrashLoopBackOff, exit code 1, 5 restarts`. */
function containerText(container: Record<string, unknown>): string {
  const { exitCode, restarts } = container;
  const what = textOf(container['reason']) || textOf(container['state']);
  const code = typeof exitCode === 'number' ? `, exit code ${exitCode}` : '';
  return `container ${textOf(container['name'])}: ${what}${code}${restartsOf(restarts)}`;
}

function restartsOf(restarts: unknown): string {
  const count = numberOf(restarts);
  return count === 0 ? '' : `, ${counted(count, 'restart')}`;
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
