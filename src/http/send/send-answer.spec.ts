import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from '../answer/answer.ts';
import { withEtag } from '../answer/etag.ts';
import { sendAnswer } from './send-answer.ts';

describe('an answer over HTTP', () => {
  let answer: Answer;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      sendAnswer(request, response, answer);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    answer = withEtag({
      status: 200,
      headers: { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache' },
      body: 'grün',
    });
  });

  it('has the headers of every answer, and its length in bytes', async () => {
    const response = await fetch(url);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-type': 'text/plain',
      'content-length': '5',
      etag: answer.headers['ETag'],
    });
    expect(await response.text()).toBe('grün');
  });

  it('to HEAD has the same headers and no body', async () => {
    const [get, head] = [await fetch(url), await fetch(url, { method: 'HEAD' })];
    expect(endToEnd(head)).toEqual(endToEnd(get));
    expect(await head.text()).toBe('');
    await get.text();
  });

  it.each([
    [(etag: string) => etag, 304],
    [(etag: string) => `W/${etag}`, 304],
    [(etag: string) => `"other", W/"x" ,${etag}`, 304],
    [() => '*', 304],
    [() => '"other"', 200],
    [(etag: string) => etag.slice(1, -1), 200],
    [() => '', 200],
  ])('to If-None-Match is compared (case %#)', async (header, status) => {
    const full = await fetch(url);
    const response = await fetch(url, { headers: { 'If-None-Match': header(answer.headers['ETag'] ?? '') } });
    expect(response.status).toBe(status);
    expect(endToEnd(response)).toEqual(endToEnd(full));
    await Promise.all([full.text(), response.text()]);
  });

  it('without an ETag, or with a status other than 200, is sent in full', async () => {
    answer = { status: 404, headers: { ETag: '"x"' }, body: 'gone' };
    expect((await fetch(url, { headers: { 'If-None-Match': '*' } })).status).toBe(404);
    answer = { status: 200, headers: {}, body: 'here' };
    expect((await fetch(url, { headers: { 'If-None-Match': '*' } })).status).toBe(200);
  });

  it('has the same tag for the same bytes, and a different one for different bytes', () => {
    const tagOf = (body: string | Buffer): string | undefined => withEtag({ ...answer, body }).headers['ETag'];
    expect(tagOf('grün')).toBe(tagOf(Buffer.from('grün')));
    expect(tagOf('grün')).not.toBe(tagOf('rot'));
  });
});

function endToEnd(response: Response): Record<string, string> {
  const hopByHop = ['connection', 'keep-alive', 'date'];
  return Object.fromEntries([...response.headers].filter(([name]) => !hopByHop.includes(name)));
}
