// Random stories: services of two members are added, changed and removed, connections are cut, members restart. In the end
// the hub shows what the members show.
import fc from 'fast-check';
import { until } from './support/time/until.ts';
import { ManualClock } from './support/time/manual-clock.ts';
import { ServiceList } from '../src/services/service-list.ts';
import type { Result } from '../src/services/result/result.ts';
import type { Service } from '../src/services/service.ts';
import { ChangeHistory } from '../src/services/changes/change-history.ts';
import { Peer, type StreamListener } from '../src/federation/hub/peer.ts';
import { HubStream } from '../src/federation/member/hub-stream.ts';
import { sseText, eventSizedPieces, wireService } from '../src/federation/member/encoder.ts';
import { parseEvent, type WireChange, type WireEvent } from '../src/federation/wire/wire.ts';
import type { WireFault } from '../src/federation/wire/wire-readers.ts';

type Step =
  | { readonly do: 'set' | 'delete'; readonly name: number; readonly status: number }
  | { readonly do: 'cut' | 'restart' | 'block' | 'drain' };

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('set', 'delete'), name: fc.nat(9), status: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cut', 'restart', 'block', 'drain') }) },
);

it('shows the same as the member, whatever happens in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const world = new World();
      for (const one of steps) {
        world.take(one);
        world.clock.advance(100);
      }
      world.drain();
      await until('the hub shows the same', () => world.isSame(), world.hurry);
    }),
    { numRuns: 200 },
  );
});

/** One member and its hub, with a connection between them that can be cut and blocked: the same bytes, without sockets. */
class World {
  readonly clock = new ManualClock();
  private readonly services = new ServiceList();
  private readonly source = { id: 'pods', cluster: 'east', provenAt: 0, staleAfter: 90_000 };
  private epochs = 0;
  private history = historyOf('e0');
  private line: { readonly reader: HubStream; readonly listener: StreamListener; isOpen: boolean } | undefined;
  private isBlocked = false;
  private held: string[] = [];
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

  /** Advances a second at each poll, so that timers fire. */
  readonly hurry = (): void => {
    this.clock.advance(1_000);
    this.line?.reader.beat();
  };

  take(step: Step): void {
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
    const held = this.held.splice(0);
    const { line } = this;
    for (const text of held) if (line !== undefined) this.deliver(line, text);
    this.line?.reader.drained();
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
    this.line?.reader.pump();
  }

  private delete(name: string): void {
    const service = this.services.get('shop', name);
    if (service === undefined) return;
    this.services.delete(service);
    this.push({ services: [], gone: [{ namespace: 'shop', name }] });
    this.line?.reader.pump();
  }

  private push(change: WireChange): void {
    this.history.push(sseText({ type: 'change', at: this.history.nextPosition, ...change }));
  }

  private cut(): void {
    const { line } = this;
    this.line = undefined;
    this.held = [];
    this.isBlocked = false;
    if (line?.isOpen === true) line.listener.ended({ type: 'fault', code: 'cut-off', text: 'cut' });
  }

  private open(lastEventId: string | undefined, listener: StreamListener): () => void {
    const advertiser = {
      cluster: 'east',
      version: '1.0.0',
      history: this.history,
      hasSynced: () => true,
      services: () => [...this.services.all()],
      sources: () => [{ id: 'pods', age: 0 }],
      isTruncated: () => false,
      detailsOf: () => '',
      objects: () => [],
      objectHeartbeat: () => '',
    };
    const outlet = {
      write: (text: string): boolean => this.write(line, text),
      end: () => undefined,
      destroy: () => undefined,
    };
    const line = { reader: new HubStream(advertiser, outlet, lastEventId, inThisTurn), listener, isOpen: true };
    this.line = line;
    // As with a socket, nothing arrives before the caller has the function that closes it.
    this.clock.after(1, () => {
      if (line.isOpen) line.reader.beat();
    });
    return () => {
      line.isOpen = false;
    };
  }

  private write(line: NonNullable<World['line']>, text: string): boolean {
    if (this.isBlocked) this.held.push(text);
    else this.deliver(line, text);
    return !this.isBlocked;
  }

  private deliver(line: NonNullable<World['line']>, text: string): void {
    const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
    const data = field('data') ?? '';
    const event = parsed(field('event') ?? '', field('id'), data);
    if (event === undefined || event.type === 'fault') throw new Error(`not what the wire allows: ${text}`);
    if (!line.isOpen) return;
    for (const slice of line.listener.received(event, data.length, this.clock.arrivedAt()))
      expect(slice).toBeUndefined();
  }
}

/** In one go. */
function parsed(...raw: Parameters<typeof parseEvent>): WireEvent | WireFault | undefined {
  const parsing = parseEvent(...raw);
  let step = parsing.next();
  while (step.done !== true) step = parsing.next();
  return step.value;
}

function inThisTurn(then: () => void): void {
  then();
}

function historyOf(epoch: string): ChangeHistory<string> {
  return new ChangeHistory<string>(epoch, 2_000, (text) => text.length);
}
