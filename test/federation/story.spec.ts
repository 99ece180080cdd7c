// Random sequences: services of a member are added, changed and removed, its connection is cut or blocked, it restarts. In
// the end the hub shows what the member shows.
import fc from 'fast-check';
import { until } from '../support/time/until.ts';
import { ManualClock } from '../support/time/manual-clock.ts';
import { ServiceList } from '../../src/services/service-list.ts';
import type { Result } from '../../src/services/result/result.ts';
import type { Service } from '../../src/services/service.ts';
import { ChangeHistory } from '../../src/services/changes/change-history.ts';
import { Peer, type StreamListener } from '../../src/federation/hub/peer.ts';
import { HubStream } from '../../src/federation/member/hub-stream.ts';
import { sseText, eventSizedPieces, wireService } from '../../src/federation/member/encoder.ts';
import { parseEvent, type WireChange, type WireEvent } from '../../src/federation/wire/wire.ts';
import type { WireFault } from '../../src/federation/wire/wire-readers.ts';

type Step =
  | { readonly do: 'set' | 'delete'; readonly name: number; readonly status: number }
  | { readonly do: 'cut' | 'restart' | 'block' | 'drain' };

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('set', 'delete'), name: fc.nat(9), status: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cut', 'restart', 'block', 'drain') }) },
);

it('shows the same services as the member after any sequence of changes, disconnects and restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const pair = new MemberAndHub();
      for (const one of steps) {
        pair.apply(one);
        pair.clock.advance(100);
      }
      pair.drain();
      await until('the hub shows the same services as the member', () => pair.isSame(), pair.advanceOneSecond);
    }),
    { numRuns: 200 },
  );
});

/** One member and its hub, with a connection between them that can be cut and blocked: the same bytes, without sockets. */
class MemberAndHub {
  readonly clock = new ManualClock();
  private readonly services = new ServiceList();
  private readonly source = { id: 'pods', cluster: 'east', provenAt: 0, staleAfter: 90_000 };
  private epochs = 0;
  private history = historyOf('e0');
  private connection: { readonly reader: HubStream; readonly listener: StreamListener; isOpen: boolean } | undefined;
  private isBlocked = false;
  private blocked: string[] = [];
  private readonly peer = new Peer({
    config: { address: 'east', url: 'https://east.example' },
    lifetimes: { staleAfter: 90_000, forgetAfter: 90_000_000 },
    clock: this.clock,
    random: () => 0,
    epoch: 'hub',
    open: ({ lastEventId }, listener) => this.open(lastEventId, listener),
    observer: { connected: () => undefined, failed: () => undefined, named: () => undefined },
  });

  constructor() {
    this.peer.start();
  }

  /** Called before each poll, so that timers fire. */
  readonly advanceOneSecond = (): void => {
    this.clock.advance(1_000);
    this.connection?.reader.beat();
  };

  apply(step: Step): void {
    switch (step.do) {
      case 'set': {
        this.set(`svc-${step.name}`, step.status);
        return;
      }
      case 'delete': {
        this.delete(`svc-${step.name}`);
        return;
      }
      case 'cut': {
        this.cut();
        return;
      }
      case 'restart':
        this.history = historyOf(`e${(this.epochs += 1)}`);
        {
          this.cut();
          return;
        }
      case 'block':
        this.isBlocked = true;
        return;
      case 'drain': {
        this.drain();
        return;
      }
    }
  }

  drain(): void {
    this.isBlocked = false;
    const blocked = this.blocked.splice(0);
    const { connection } = this;
    for (const text of blocked) if (connection !== undefined) this.deliver(connection, text);
    this.connection?.reader.drained();
  }

  isSame(): boolean {
    const shown = (services: readonly Service[]): string => JSON.stringify(services.map(wireService));
    return this.peer.isConnected && shown(this.peer.catalog.all()) === shown(this.services.all());
  }

  private set(name: string, status: number): void {
    const health: Result = {
      label: 'health',
      status: `${status}/3 (0 restarts)`,
      color: 'green',
      state: 'ok',
      source: this.source,
    };
    const results = new Map([['health', health]]);
    this.services.set({ cluster: 'east', namespace: 'shop', name, kind: 'Deployment', isOneOff: false, results });
    for (const services of eventSizedPieces(this.services.named(name).map(wireService)))
      this.push({ services, gone: [] });
    this.connection?.reader.pump();
  }

  private delete(name: string): void {
    const service = this.services.get('shop', name);
    if (service === undefined) return;
    this.services.delete(service);
    this.push({ services: [], gone: [{ namespace: 'shop', name }] });
    this.connection?.reader.pump();
  }

  private push(change: WireChange): void {
    this.history.push(sseText({ type: 'change', at: this.history.nextPosition, ...change }));
  }

  private cut(): void {
    const { connection } = this;
    this.connection = undefined;
    this.blocked = [];
    this.isBlocked = false;
    if (connection?.isOpen === true) connection.listener.ended({ type: 'fault', code: 'cut-off', text: 'cut' });
  }

  private open(lastEventId: string | undefined, listener: StreamListener): () => void {
    const advertiser = {
      cluster: 'east',
      version: '1.0.0',
      history: this.history,
      hasSynced: () => true,
      services: () => [[...this.services.all()]],
      sources: () => [{ id: 'pods', age: 0 }],
      isTruncated: () => false,
      detailsOf: () => '',
      objects: () => [],
      objectHeartbeat: () => '',
    };
    const outlet = {
      write: (text: string): boolean => this.write(connection, text),
      end: () => undefined,
      destroy: () => undefined,
    };
    const connection = { reader: new HubStream(advertiser, outlet, lastEventId, runNow), listener, isOpen: true };
    this.connection = connection;
    // As with a socket, nothing arrives before the caller has the function that closes it.
    this.clock.after(1, () => {
      if (connection.isOpen) connection.reader.beat();
    });
    return () => {
      connection.isOpen = false;
    };
  }

  private write(connection: NonNullable<MemberAndHub['connection']>, text: string): boolean {
    if (this.isBlocked) this.blocked.push(text);
    else this.deliver(connection, text);
    return !this.isBlocked;
  }

  private deliver(connection: NonNullable<MemberAndHub['connection']>, text: string): void {
    const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
    const data = field('data') ?? '';
    const event = parsed(field('event') ?? '', field('id'), data);
    if (event === undefined || event.type === 'fault')
      throw new Error(`the member sent an event that the wire format doesn't allow: ${text}`);
    if (!connection.isOpen) return;
    for (const slice of connection.listener.received(event, data.length, this.clock.arrivedAt()))
      expect(slice).toBeUndefined();
  }
}

/** Parses an event without pauses between slices. */
function parsed(...raw: Parameters<typeof parseEvent>): WireEvent | WireFault | undefined {
  const parsing = parseEvent(...raw);
  let step = parsing.next();
  while (step.done !== true) step = parsing.next();
  return step.value;
}

function runNow(then: () => void): void {
  then();
}

function historyOf(epoch: string): ChangeHistory<string> {
  return new ChangeHistory<string>(epoch, 2_000, (text) => text.length);
}
