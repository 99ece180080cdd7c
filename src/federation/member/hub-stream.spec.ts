// One hub's stream after its end: a write would make node:http emit an error that ends the process.
import type { Service } from '../../services/service.ts';
import { ChangeHistory } from '../../services/changes/change-history.ts';
import { sseText } from './encoder.ts';
import { HubStream } from './hub-stream.ts';

function readerOf(): {
  readonly reader: HubStream;
  readonly history: ChangeHistory<string>;
  readonly written: string[];
} {
  const history = new ChangeHistory<string>('e', 1_000);
  const written: string[] = [];
  const none: readonly Service[] = [];
  const advertiser = {
    cluster: 'east',
    version: '1.0.0',
    history,
    hasSynced: () => true,
    services: () => none,
    sources: () => [],
    isTruncated: () => false,
    detailsOf: () => '',
    objects: () => [],
    objectHeartbeat: () => '',
  };
  const outlet = {
    write: (text: string) => {
      written.push(text);
      return true;
    },
    end: (text = '') => written.push(`${text}(end)`),
    destroy: () => written.push('(cut)'),
  };
  return { reader: new HubStream(advertiser, outlet, undefined), history, written };
}

it.each(['leave', 'cut'] as const)('writes nothing after %s, even while its reader is still connected', (way) => {
  const { reader, history, written } = readerOf();
  reader.beat();
  expect(written.length).toBeGreaterThan(0);
  const gone = [{ namespace: 'shop', name: 'web' }];
  history.push(sseText({ type: 'change', at: history.nextPosition, services: [], gone }));
  reader[way]();
  const before = [...written];
  reader.beat();
  reader.pump();
  reader.drained();
  reader.leave();
  expect(written).toEqual(before);
});
