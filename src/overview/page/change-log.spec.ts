import { ChangeLog } from './change-log.ts';

const web = { type: 'service', cluster: 'prod', namespace: 'shop', name: 'web' } as const;
const cart = { ...web, name: 'cart' };
const namesIn = (log: ChangeLog, from: number): string[] => log.since(from).services.map(({ name }) => name);

describe('the log of changes', () => {
  let log: ChangeLog;
  beforeEach(() => {
    log = new ChangeLog('epoch', 10);
  });

  it('returns the services that changed after a position, each once', () => {
    log.note(web);
    const { sequence } = log;
    log.note(cart);
    log.note(web);
    log.note(cart);
    expect(namesIn(log, sequence)).toEqual(['cart', 'web']);
    expect(namesIn(log, log.sequence)).toEqual([]);
  });

  it('returns the clusters that changed as a whole', () => {
    log.noteCluster('prod');
    log.noteCluster('west');
    expect([...log.since(0).clusters]).toEqual(['prod', 'west']);
  });

  it('resumes from its own positions only', () => {
    log.note(web);
    expect(log.resume(log.positionOf(1))).toBe(1);
    expect(log.resume('epoch.0')).toBe(0);
    for (const other of ['other.1', 'epoch.2', 'epoch.x', 'epoch', '', undefined])
      expect(log.resume(other)).toBeUndefined();
  });

  it('drops old changes, and does not resume from a position before them', () => {
    for (let i = 0; i < 100; i += 1) log.note(web);
    expect(log.resume('epoch.1')).toBeUndefined();
    expect(log.resume('epoch.95')).toBe(95);
    expect(namesIn(log, 95)).toEqual(['web']);
  });
});
