// Sends a request exactly as given, where `fetch` would refuse or normalize it.
import { request as httpRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Received, Sent } from '../auth/signing-shield.ts';

export function ask(port: number, { target, method = 'GET', headers = {}, body }: Sent): Promise<Received> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: target, method, headers, agent: false };
    const request = httpRequest(options, (response) => {
      const { statusCode: status = 0, headers: received } = response;
      // A stream doesn't end by itself: its headers are enough.
      if (status === 200 && received['content-type'] === 'text/event-stream') {
        resolve({ status, headers: received, body: '' });
        request.destroy();
        return;
      }
      text(response).then((answered) => {
        resolve({ status, headers: received, body: answered });
      }, reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}
