// Sends requests for peers' streams: signed, and over connection pools that all peers share.
import { Agent as HttpAgent, type ClientRequest, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { SignatureHeaders } from '../../auth/signature/signature.ts';
import type { SignableRequest } from '../../auth/signature/signature-base.ts';
import type { Clock } from '../../config/clock.ts';
import { formatDuration } from '../../config/duration.ts';
import { NameLookups } from '../../config/name-lookups.client.ts';
import { PeerStream, type StreamQuestion } from './peer-stream.client.ts';
import type { StreamListener } from './peer.ts';

export interface PeerClientParts {
  readonly clock: Clock;
  /** Undefined if there is no key. */
  sign(request: SignableRequest): SignatureHeaders | undefined;
}

export class PeerClient {
  private readonly agents = { http: new HttpAgent(), https: new HttpsAgent() };
  private readonly names = new NameLookups();

  constructor(private readonly parts: PeerClientParts) {}

  /** Returns a function that closes the stream; nothing is received afterwards. */
  open(question: StreamQuestion, listener: StreamListener): () => void {
    const request = this.send(question);
    const stream = new PeerStream(request, this.parts.clock, question, listener);
    return () => {
      stream.close();
    };
  }

  close(): void {
    this.agents.http.destroy();
    this.agents.https.destroy();
  }

  private send({ url, heartbeat, lastEventId, isPathTakenOff }: StreamQuestion): ClientRequest {
    const { protocol, hostname, port, host, pathname, username, password } = new URL(url);
    const own = `/federation/v1/stream?heartbeat=${formatDuration(heartbeat)}`;
    const path = pathname.replace(/\/$/, '') + own;
    const signable = { method: 'GET', host, target: isPathTakenOff ? own : path };
    const resume = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
    const signature = this.parts.sign({ ...signable, ...(lastEventId !== undefined && { lastEventId }) });
    const options = {
      hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      lookup: this.names.lookup,
      path,
      headers: { Host: host, Accept: 'text/event-stream', ...resume, ...signature },
      ...(username !== '' && { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` }),
    };
    const request =
      protocol === 'http:'
        ? httpRequest({ ...options, agent: this.agents.http })
        : httpsRequest({ ...options, agent: this.agents.https });
    request.end();
    return request;
  }
}
