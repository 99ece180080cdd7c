// Every watch that what is known comes from, here and at the peers, and its state.
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Clock } from '../../config/clock.ts';
import { CLOCK } from '../../config/config.module.ts';
import { DiscoveryService } from '../../discovery/discovery.service.ts';
import { ObjectsService } from '../../discovery/objects/objects.service.ts';
import { PeersService } from '../../federation/hub/peers.service.ts';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import type { WatchedSource } from '../../kubernetes/watch/source-watch.ts';
import { isThere, missingItem, peerSourceItem, type SourceItemJson, sourceItem } from './source-item.ts';

@Controller()
export class SourcesController {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly objects: ObjectsService,
    private readonly peers: PeersService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @AnswersRoute('v1-sources')
  sources(@Req() request: Request, @Res() response: Response): void {
    const items = [...this.watches().filter(isThere).map(sourceItem), ...this.missingItems(), ...this.peerItems()];
    sendAnswer(request, response, jsonAnswer({ items }, contextOf(request).audience));
  }

  /** Pods', workloads', and of objects those whose kind the API server has. */
  private watches(): readonly WatchedSource[] {
    const ofObjects = this.objects.kinds.flatMap(({ parts }) => parts.map(({ watch }) => watch));
    return [...this.discovery.watches, ...ofObjects];
  }

  private missingItems(): readonly SourceItemJson[] {
    const { cluster } = this.objects.versionSource;
    const missing = this.objects.kinds.filter(({ isMissing }) => isMissing);
    return missing.map(({ config: { name } }) => missingItem(name, { id: name, cluster }));
  }

  /** Of those whose services are shown. */
  private peerItems(): readonly SourceItemJson[] {
    const now = this.clock.now();
    return this.peers.visible.flatMap(({ catalog }) =>
      catalog.watchedSources().map((source) => peerSourceItem(source, now)),
    );
  }
}
