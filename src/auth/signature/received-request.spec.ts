import { receivedRequest } from './received-request.ts';

const incoming = (...rawHeaders: string[]): Parameters<typeof receivedRequest>[0] => ({
  method: 'GET',
  rawHeaders,
  headers: Object.fromEntries(
    rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), rawHeaders[i + 1]]] : [])),
  ),
});

describe('the parts of a request that a signature covers', () => {
  it('include the signed headers, whatever the case of their names', () => {
    expect(receivedRequest(incoming('HOST', 'a.example', 'last-Event-ID', ' 3f.17 '), '/x?y')).toEqual({
      method: 'GET',
      host: 'a.example',
      target: '/x?y',
      lastEventId: '3f.17',
      hasBody: false,
    });
  });

  it('include joined values of repeated headers, also of Host', () => {
    const request = receivedRequest(
      incoming('Host', 'a', 'Signature', 'a=:x:', 'signature', 'b=:y:', 'Host', 'b'),
      '/',
    );
    expect(request).toMatchObject({ host: 'a, b', signature: 'a=:x:, b=:y:' });
  });

  it('exclude the headers of proxies', () => {
    const request = receivedRequest(incoming('X-Forwarded-Host', 'b', 'Forwarded', 'host=b', 'Host', 'a'), '/');
    expect(request.host).toBe('a');
  });

  it.each([
    [['Content-Length', '1'], true],
    [['Content-Length', '0'], false],
    [['Transfer-Encoding', 'chunked'], true],
    [[], false],
  ])('say for %j whether there is a body: %s', (headers, hasBody) => {
    expect(receivedRequest(incoming(...headers), '/').hasBody).toBe(hasBody);
  });
});
