// One hub's stream once it is over: node:http takes what is written then for a bug, and ends the process.
import type { Service } from '../../services/service.ts';
import { ChangeFeed } from './change-feed.ts';
import { StreamReader } from './hub-stream.ts';

function readerOf(): { readonly reader: StreamReader; readonly feed: ChangeFeed; readonly written: string[] } {
  const feed = new ChangeFeed('e');
  const written: string[] = [];
  const none: readonly Service[] = [];
  const told = {
    cluster: 'east',
    feed,
    isHeard: () => true,
    services: () => none,
    sources: () => [],
  };
  const outlet = {
    write: (text: string) => {
      written.push(text);
      return true;
    },
    end: (text = '') => written.push(`${text}(end)`),
    destroy: () => written.push('(cut)'),
  };
  return { reader: new StreamReader(told, outlet, undefined), feed, written };
}

it.each(['leave', 'cut'] as const)('writes nothing after %s, though its reader is still there', (way) => {
  const { reader, feed, written } = readerOf();
  reader.beat();
  expect(written.length).toBeGreaterThan(0);
  feed.push({ services: [], gone: [{ namespace: 'shop', name: 'web' }] });
  reader[way]();
  const before = [...written];
  reader.beat();
  reader.pump();
  reader.drained();
  reader.leave();
  expect(written).toEqual(before);
});
