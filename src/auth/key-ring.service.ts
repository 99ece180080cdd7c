// Owns the keys in force. The key file is compared every 2 s: keys come and go without a restart, and a file that turns
// bad leaves the keys as they are.
import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Observable, Subject, defer, filter, map, of, take } from 'rxjs';
import type { Clock } from '../config/clock.ts';
import type { Config } from '../config/config.ts';
import { CLOCK, CONFIG } from '../config/config.module.ts';
import { KeyFileLoader } from './key-file.loader.ts';
import { type Key, type KeyFile, type KeyRing, keyById, keyFileTrouble, removedKeys } from './key-ring.ts';

const COMPARE_EVERY_MS = 2000;

@Injectable()
export class KeyRingService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('keys');
  private readonly clock: Clock;
  private readonly loader: KeyFileLoader | undefined;
  private readonly removed = new Subject<string>();
  private keysInForce: KeyRing = [];
  private cancel = (): void => undefined;
  private isOver = false;

  constructor(@Inject(CONFIG) { access }: Config, @Inject(CLOCK) clock: Clock) {
    this.clock = clock;
    this.loader = access.secretFile === undefined ? undefined : new KeyFileLoader(access.secretFile);
  }

  /** Empty without INTRA_SECRET: then nothing can be signed, nor verified. */
  get keys(): KeyRing {
    return this.keysInForce;
  }

  get signingKey(): Key | undefined {
    return this.keysInForce[0];
  }

  /** Speaks once, when the key is removed; at once where it is not there any more. What the key let in ends then. */
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
    const reading = await this.loader?.readIfChanged();
    if (reading === undefined) return;
    if ('faults' in reading) throw new Error(reading.faults.map(keyFileTrouble).join('\n'));
    this.adopt(reading);
    this.compareLater();
  }

  onModuleDestroy(): void {
    this.isOver = true;
    this.cancel();
    this.removed.complete();
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
    const reading = await this.loader?.readIfChanged();
    if (reading === undefined || this.isOver) return;
    if ('keys' in reading) this.adopt(reading);
    else for (const fault of reading.faults) this.logger.error(`${keyFileTrouble(fault)} The keys in force stay.`);
  }

  private adopt({ keys, warnings }: KeyFile): void {
    const gone = removedKeys(this.keysInForce, keys);
    this.keysInForce = keys;
    for (const warning of warnings) this.logger.warn(keyFileTrouble(warning));
    this.logger.log({ message: 'keys in force, the first signs', keyids: keys.map(({ id }) => id), removed: gone });
    for (const id of gone) this.removed.next(id);
  }
}
