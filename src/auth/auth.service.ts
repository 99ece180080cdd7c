// Judges signed requests, read tokens and links, and signs this shield's own requests.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { Bounds } from '../config/bounds.ts';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { BOUNDS, CLOCK, CONFIG } from '../config/config.module.ts';
import { LogThrottle } from '../config/log-throttle.ts';
import type { Problem } from '../http/problem/problem.ts';
import { TOO_MANY_NONCES } from '../http/problem/problems.ts';
import { type Refusal, refusalProblem, type RefusalType } from '../http/problem/refusal.ts';
import type { RequestTarget } from '../http/request/request-target.ts';
import { type GoodLink, goodLinkIn } from './link/badge-link.ts';
import { BadgeKeysService, KeyRingService, ReadTokensService } from './keys/key-ring.service.ts';
import { bearerTokenIn, isOneOf } from './keys/read-token.ts';
import { NonceWindow } from './signature/nonce-window.ts';
import { receivedRequest } from './signature/received-request.ts';
import type { SignableRequest } from './signature/signature-base.ts';
import { REPLAYED, type SignatureHeaders, newNonce, signRequest, verifyRequest } from './signature/signature.ts';

@Injectable()
export class AuthService {
  /** Each refused signature. */
  readonly refused$ = new Subject<RefusalType>();
  /** The outcome of each check of a read token. */
  readonly tokens$ = new Subject<'accepted' | 'refused'>();
  private readonly logger = new Logger('auth');
  private readonly hosts: readonly string[];
  private readonly clock: Clock;
  private readonly ring: KeyRingService;
  private readonly nonces: NonceWindow;
  private readonly throttle = new LogThrottle({ interval: LOG_INTERVAL });
  /** The key that authenticated a request, for as long as the request exists. */
  private readonly signers = new WeakMap<IncomingMessage, string>();

  constructor(
    @Inject(CONFIG) { access }: Config,
    @Inject(CLOCK) clock: Clock,
    ring: KeyRingService,
    private readonly readTokens: ReadTokensService,
    private readonly badgeKeys: BadgeKeysService,
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
    if (use === 'full') return TOO_MANY_NONCES;
    this.signers.set(request, verdict.keyId);
    return undefined;
  }

  /** Whether the request has a bearer token that opens what may be read. */
  hasReadToken(request: IncomingMessage): boolean {
    const token = bearerTokenIn(request.headers.authorization);
    if (token === undefined || this.readTokens.keys.length === 0) return false;
    const isGood = isOneOf(token, this.readTokens.keys);
    this.tokens$.next(isGood ? 'accepted' : 'refused');
    return isGood;
  }

  /** Undefined if the link isn't valid. */
  goodLinkIn(target: RequestTarget): GoodLink | undefined {
    return goodLinkIn(target, this.badgeKeys.keys, this.clock.now().wall);
  }

  /** Emits once, when the key that signed this request is removed, to end streams that it opened. */
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
    const suppressed = this.throttle.suppressedIfDue(refusal.type, this.clock.now().monotonic);
    const from = request.socket.remoteAddress;
    if (suppressed !== undefined) this.logger.warn({ message: 'signature refused', ...refusal, from, suppressed });
    return refusalProblem(refusal);
  }
}

/** Milliseconds between two lines of one type: refusals come as fast as anyone likes to send them. */
const LOG_INTERVAL = 10_000;
