// Owns the keys in force of one key file. The file is compared every 2 s: keys come and go without a restart, and a file
// that turns bad leaves the keys as they are.
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Observable, Subject, defer, filter, map, of, take } from 'rxjs';
import type { Clock } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import { KeyFileLoader } from './key-file.loader.ts';
import {
  type Key,
  type KeyFile,
  type KeyFileFaults,
  type KeyFileVariable,
  type KeyRing,
  keyById,
  keyFileFault,
  removedKeys,
  SHARED_KEY,
} from './key-ring.ts';

const COMPARE_EVERY_MS = 2000;

abstract class WatchedKeys implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('keys');
  private readonly loader: KeyFileLoader | undefined;
  private readonly removed = new Subject<string>();
  private keysInForce: KeyRing = [];
  private changes = 0;
  private cancel = (): void => undefined;
  private isOver = false;

  protected constructor(
    private readonly variable: KeyFileVariable,
    path: string | undefined,
    private readonly clock: Clock,
    /** None of its keys may be one of ours. */
    private readonly others?: WatchedKeys,
  ) {
    this.loader = path === undefined ? undefined : new KeyFileLoader(path);
  }

  /** Empty without the variable. */
  get keys(): KeyRing {
    return this.keysInForce;
  }

  /** Number of changes: what the keys allowed is checked again after each. */
  get revision(): number {
    return this.changes;
  }

  get signingKey(): Key | undefined {
    return this.keysInForce[0];
  }

  /** Emits once, when the key is removed; at once if it has been removed. Streams that the key opened end then. */
  removalOf(keyId: string): Observable<void> {
    return defer(() => {
      if (keyById(this.keysInForce, keyId) === undefined) return of(undefined);
      return this.removed.pipe(
        filter((id) => id === keyId),
        map(() => undefined),
        take(1),
      );
    });
  }

  /** main.ts has found no fault in the file a moment ago; there are no keys yet that could stay in force. */
  async onModuleInit(): Promise<void> {
    const contents = await this.read();
    if (contents === undefined) return;
    if ('faults' in contents) throw new Error(contents.faults.map(this.faultText).join('\n'));
    this.adopt(contents);
    this.compareLater();
  }

  onModuleDestroy(): void {
    this.isOver = true;
    this.cancel();
    this.removed.complete();
  }

  private readonly faultText = (sentence: string): string => keyFileFault(sentence, this.variable);

  private async read(): Promise<KeyFile | KeyFileFaults | undefined> {
    const contents = await this.loader?.readIfChanged();
    const isShared =
      contents !== undefined && 'keys' in contents && contents.keys.some(({ id }) => this.isAnothers(id));
    return isShared ? { faults: [SHARED_KEY] } : contents;
  }

  private isAnothers(id: string): boolean {
    return this.others !== undefined && keyById(this.others.keys, id) !== undefined;
  }

  private compareLater(): void {
    if (this.isOver) return;
    this.cancel = this.clock.after(COMPARE_EVERY_MS, () => {
      void this.compare().finally(() => {
        this.compareLater();
      });
    });
  }

  private async compare(): Promise<void> {
    const contents = await this.read();
    if (contents === undefined || this.isOver) return;
    if ('keys' in contents) this.adopt(contents);
    else for (const fault of contents.faults) this.logger.error(`${this.faultText(fault)} The keys in force stay.`);
  }

  private adopt({ keys, warnings }: KeyFile): void {
    const gone = removedKeys(this.keysInForce, keys);
    this.keysInForce = keys;
    this.changes += 1;
    for (const warning of warnings) this.logger.warn(this.faultText(warning));
    const keyids = keys.map(({ id }) => id);
    this.logger.log({ message: 'keys in force, the first signs', variable: this.variable, keyids, removed: gone });
    for (const id of gone) this.removed.next(id);
  }
}

/** The keys that shields sign with. */
@Injectable()
export class KeyRingService extends WatchedKeys {
  constructor(@Inject(CONFIG) { access }: Config, @Inject(CLOCK) clock: Clock) {
    super('INTRA_SECRET', access.secretFile, clock);
  }
}

/** A request with one of them as its bearer token may read. */
@Injectable()
export class ReadTokensService extends WatchedKeys {
  constructor(@Inject(CONFIG) { access }: Config, @Inject(CLOCK) clock: Clock, intra: KeyRingService) {
    super('READ_TOKENS', access.readTokensFile, clock, intra);
  }
}

/** The keys that links to badges are made with. */
@Injectable()
export class BadgeKeysService extends WatchedKeys {
  constructor(@Inject(CONFIG) { access }: Config, @Inject(CLOCK) clock: Clock, intra: KeyRingService) {
    super('BADGE_KEYS', access.badgeKeysFile, clock, intra);
  }
}
