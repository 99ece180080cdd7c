// How each peer of OTHER_SHIELDS stands.
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../../http/request/answers-route.decorator.ts';
import { contextOf } from '../../http/request/request-context.ts';
import { jsonAnswer } from '../../http/answer/json-answer.ts';
import { sendAnswer } from '../../http/send/send-answer.ts';
import { peerItem } from './peer-item.ts';
import { PeersService } from '../../federation/hub/peers.service.ts';

@Controller()
export class PeersController {
  private readonly service: PeersService;

  constructor(peers: PeersService) {
    this.service = peers;
  }

  @AnswersRoute('v1-peers')
  peers(@Req() request: Request, @Res() response: Response): void {
    const items = this.service.peers.map((peer) => peerItem(peer, this.service.isConflicting(peer)));
    sendAnswer(request, response, jsonAnswer({ items }, contextOf(request).audience));
  }
}
