// Links that the page hands out: to images that it shows itself, and to copy.
import { DAY, HOUR } from '../../config/duration.ts';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '../../config/clock.ts';
import type { Config } from '../../config/config.ts';
import { CLOCK, CONFIG } from '../../config/config.module.ts';
import { withLink } from './badge-link.ts';
import { BadgeKeysService } from '../keys/key-ring.service.ts';

@Injectable()
export class BadgeLinksService {
  private readonly needsLinks: boolean;
  private readonly url: string | undefined;

  constructor(
    private readonly keys: BadgeKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { access, badges }: Config,
  ) {
    this.needsLinks = access.mode === 'badges-by-link';
    this.url = badges.url;
  }

  /** Whether what is answered may hold links: no cache keeps it then. */
  get areMade(): boolean {
    return this.keys.signingKey !== undefined && (this.needsLinks || this.url !== undefined);
  }

  /** Where copied links lead; undefined where none are offered. */
  get copyBase(): string | undefined {
    return this.keys.signingKey === undefined ? undefined : this.url;
  }

  /** The address of an image of the page itself: with a link where badges need one. */
  ownImage(address: string): string {
    return this.needsLinks ? this.linked(address, DAY) : address;
  }

  toCopy(address: string): string {
    return this.linked(address, MAX_DAYS * DAY);
  }

  /** Ends at a full hour, so that an address stays the same for a while. */
  private linked(address: string, validFor: number): string {
    const key = this.keys.signingKey;
    if (key === undefined) return address;
    const ends = Math.floor((this.clock.now().wall + validFor) / HOUR) * HOUR;
    return withLink(address, key, ends / 1000) ?? address;
  }
}

const MAX_DAYS = 90;
