// Judges signed requests, and signs this shield's own.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { Bounds } from '../config/bounds.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../config/config.module.ts';
import { type Problem, unavailable } from '../http/problem.ts';
import type { RefusalType } from '../http/refusal-types.ts';
import { KeyRingService } from './key-ring.service.ts';
import { NonceWindow } from './nonce-window.ts';
import { receivedRequest } from './received-request.ts';
import { refusalProblem } from './refusal-problem.ts';
import { RefusalTally } from './refusal-tally.ts';
import type { SignableRequest } from './signature-base.ts';
import { REPLAYED, type Refusal, type SignatureHeaders, newNonce, signRequest, verifyRequest } from './signature.ts';

@Injectable()
export class AuthService {
  /** Each refused signature. */
  readonly refused$ = new Subject<RefusalType>();
  private readonly logger = new Logger('auth');
  private readonly hosts: readonly string[];
  private readonly clock: Clock;
  private readonly ring: KeyRingService;
  private readonly nonces: NonceWindow;
  private readonly tally = new RefusalTally();
  /** Which key let a request in, for as long as the request lives. */
  private readonly signers = new WeakMap<IncomingMessage, string>();

  constructor(
    @Inject(CONFIG) { access }: Config,
    @Inject(CLOCK) clock: Clock,
    ring: KeyRingService,
    @Inject(BOUNDS) { nonces }: Bounds,
  ) {
    this.hosts = access.hosts;
    this.clock = clock;
    this.ring = ring;
    this.nonces = new NonceWindow(nonces);
  }

  /** Undefined where the request is signed as it should be. `target` is the request line's, byte for byte. */
  problemOf(request: IncomingMessage, target: string): Problem | undefined {
    const now = this.clock.now();
    const verifier = { keys: this.ring.keys, hosts: this.hosts, now: now.wall };
    const verdict = verifyRequest(receivedRequest(request, target), verifier);
    if ('type' in verdict) return this.refuse(verdict, request);
    const use = this.nonces.remember(verdict.nonce, now);
    if (use === 'replayed') return this.refuse(REPLAYED, request);
    if (use === 'full') return TOO_MANY;
    this.signers.set(request, verdict.keyId);
    return undefined;
  }

  /** Speaks once, when the key that signed this request is removed: a stream that it opened ends then. */
  keyRemoved(request: IncomingMessage): Observable<void> {
    return this.ring.removalOf(this.signers.get(request) ?? '');
  }

  /** Undefined without INTRA_SECRET. */
  sign(request: SignableRequest): SignatureHeaders | undefined {
    const key = this.ring.signingKey;
    if (key === undefined) return undefined;
    const created = Math.floor(this.clock.now().wall / 1000);
    return signRequest(request, key, { created, nonce: newNonce(randomBytes(16)) });
  }

  private refuse(refusal: Refusal, request: IncomingMessage): Problem {
    this.refused$.next(refusal.type);
    const unsaid = this.tally.count(refusal.type, this.clock.now());
    const from = request.socket.remoteAddress;
    if (unsaid !== undefined) this.logger.warn({ message: 'signature refused', ...refusal, from, unsaid });
    return refusalProblem(refusal);
  }
}

/** Within a minute enough nonces age out. */
const TOO_MANY = unavailable('More signed requests have come than can be remembered. Ask less often.', 60);
