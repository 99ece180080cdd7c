// What the kubelet and load balancers ask.
import { Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswersRoute } from '../http/request/answers-route.decorator.ts';
import { PROBE_HEADERS } from '../http/answer/headers.ts';
import { sendAnswer } from '../http/send/send-answer.ts';
import { ReadinessService } from './readiness.service.ts';

@Controller()
export class ProbesController {
  private readonly readiness: ReadinessService;

  constructor(readiness: ReadinessService) {
    this.readiness = readiness;
  }

  @AnswersRoute('ping')
  ping(@Req() request: Request, @Res() response: Response): void {
    sendAnswer(request, response, { status: 200, headers: PROBE_HEADERS, body: 'PONG' });
  }

  /** Answering at all is being alive. */
  @AnswersRoute('livez')
  livez(@Req() request: Request, @Res() response: Response): void {
    sendAnswer(request, response, { status: 200, headers: PROBE_HEADERS, body: 'alive' });
  }

  @AnswersRoute('readyz')
  readyz(@Req() request: Request, @Res() response: Response): void {
    const reasons = this.readiness.reasons();
    const [status, body] = reasons.length === 0 ? [200, 'ready'] : [503, `not ready\n${reasons.join('\n')}`];
    sendAnswer(request, response, { status, headers: PROBE_HEADERS, body });
  }
}
