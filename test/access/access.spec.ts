// Access over real connections: cases that the table of routes, callers and modes doesn't cover.
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { CURRENT_KEY, NEXT_KEY, type Received, SigningShield, problemIn } from '../support/auth/signing-shield.ts';

let shield: SigningShield;
const start = async (...args: Parameters<typeof SigningShield.start>): Promise<void> => {
  shield = await SigningShield.start(...args);
};
afterEach(() => shield.stop());

const status = async (answer: Promise<Received>): Promise<number> => (await answer).status;
const type = async (answer: Promise<Received>): Promise<unknown> => problemIn(await answer)['type'];

describe('a private shield', () => {
  beforeEach(() => start({}, [CURRENT_KEY]));

  it('refuses every name with the same bytes, except for the instance', async () => {
    const targets = ['/_/web/health/', '/_/-/-/?style=', '/a/*/health', '/services/', '/v1/services/no-such-thing'];
    const answers = await Promise.all(targets.map((target) => shield.send({ target })));
    const bodies = answers.map(({ body }) => body.replace(/urn:uuid:[0-9a-f-]{36}/, 'urn:uuid:'));
    expect(new Set(bodies).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => JSON.stringify({ ...headers, date: '' }))).size).toBe(1);
  });

  it('refuses before any parameter is read', async () => {
    for (const target of ['/_/!!/health?style=none&style=none', '/v1/services?limit=-1&limit=x']) {
      expect(await type(shield.send({ target }))).toBe('unsigned');
    }
  });

  it('forbids caches to store a refusal', async () => {
    const { headers } = await shield.send({ target: '/services' });
    expect(headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  });

  it.each([
    ['an absolute target', 'GET http://HOST/services HTTP/1.1', 400],
    ['an absolute target of an open route', 'GET http://HOST/ping HTTP/1.1', 400],
    ['a path in another case', 'GET /Services HTTP/1.1', 404],
    ['an encoded letter in a fixed part', 'GET /%73ervices HTTP/1.1', 404],
    ['an open route before a dot segment', 'GET /ping/../services HTTP/1.1', 400],
    ['an encoded dot segment', 'GET /ping/%2e%2e/services HTTP/1.1', 400],
    ['an empty segment', 'GET //services HTTP/1.1', 400],
    ['an encoded slash', 'GET /ping%2f..%2fservices HTTP/1.1', 400],
    ['a backslash', String.raw`GET /ping\..\services HTTP/1.1`, 404],
    ['an open route as a parameter', 'GET /services/ping HTTP/1.1', 403],
    ['an asterisk', 'OPTIONS * HTTP/1.1', 400],
    ['a method that Express may know', 'PROPFIND /services HTTP/1.1', 403],
    ['a header that overrides the method', 'POST /services HTTP/1.1\r\nX-HTTP-Method-Override: GET', 403],
  ])("can't be bypassed by %s", async (_, lines, expected) => {
    expect(await rawStatus(lines)).toBe(expected);
  });

  it("ignores what proxies' headers say about the authority", async () => {
    const signed = shield.sign({ target: '/services' }, { host: 'shields.example' });
    const claims = { 'X-Forwarded-Host': 'shields.example', Forwarded: 'host=shields.example' };
    expect(await type(shield.send({ target: '/services', headers: { ...signed, ...claims } }))).toBe('bad-signature');
  });

  it('refuses two Host headers', async () => {
    const signed = Object.entries(shield.sign({ target: '/services' })).map((header) => header.join(': '));
    const lines = ['GET /services HTTP/1.1', ...signed, 'Host: other.example'];
    expect(await rawStatus(lines.join('\r\n'))).toBe(400);
  });

  it('verifies the bytes of the request line, where a URL parser would change them', async () => {
    const target = '/v1/services/w%65b?q=a%2Fb';
    expect(await status(shield.sendSigned({ target }))).not.toBe(403);
    const sent = shield.send({ target, headers: shield.sign({ target: '/v1/services/web?q=a%2Fb' }) });
    expect(await type(sent)).toBe('bad-signature');
  });

  it('reports by how much a clock is off', async () => {
    const answer = await shield.sendSigned({ target: '/services' }, { age: -45 });
    expect(problemIn(answer)).toMatchObject({ type: 'clock', status: 403, skew: -45 });
  });

  it('does not remember the nonce of an invalid signature', async () => {
    const headers = shield.sign({ target: '/services' });
    const forged = { ...headers, Signature: `shield=:${'A'.repeat(43)}=:` };
    expect(await type(shield.send({ target: '/services', headers: forged }))).toBe('bad-signature');
    expect(await status(shield.send({ target: '/services', headers }))).not.toBe(403);
  });

  it('logs one refusal per type in ten seconds, with the number suppressed', async () => {
    const refusals = (): unknown[] =>
      shield.log.filter((line) => line.includes('signature refused')).map((line) => suppressedIn(line));
    for (let i = 0; i < 5; i += 1) await shield.send({ target: '/services' });
    expect(refusals()).toEqual([0]);
    shield.clock.advance(10_000);
    await shield.send({ target: '/services' });
    expect(refusals()).toEqual([0, 4]);
  });

  it('prints no key in any refusal', async () => {
    const answer = await shield.sendSigned({ target: '/services' }, { key: NEXT_KEY });
    const secret = CURRENT_KEY.bytes.toString();
    expect(answer.body + shield.log.join('')).not.toContain(secret);
  });
});

describe('SHIELD_HOSTS', () => {
  beforeEach(() => start({ SHIELD_HOSTS: 'shields.example, other.example:8443' }, [CURRENT_KEY]));

  it.each(['shields.example', 'SHIELDS.example:443', 'other.example:8443'])('answers to %s', async (host) => {
    const sent = { target: '/services', headers: { Host: host } };
    expect(await status(shield.sendSigned(sent, { host }))).not.toBe(403);
  });

  it('refuses any other authority, and reports the one it received', async () => {
    const answer = await shield.sendSigned({ target: '/services' });
    expect(problemIn(answer)).toMatchObject({ type: 'authority', status: 403, authority: shield.host });
  });

  it('leaves open routes open', async () => {
    expect(await status(shield.send({ target: '/ping' }))).toBe(200);
  });
});

describe('without INTRA_SECRET', () => {
  beforeEach(() => start({}, []));

  it('a private shield answers on open routes only', async () => {
    expect(await type(shield.send({ target: '/services' }))).toBe('unsigned');
    expect(await type(shield.sendSigned({ target: '/services' }))).toBe('unknown-key');
    expect(await status(shield.send({ target: '/ping' }))).toBe(200);
  });
});

/** `HOST` in the lines is replaced by the shield's host and port, which are also sent as the first Host header. */
async function rawStatus(lines: string): Promise<number> {
  const [line = '', ...headers] = lines.replace('HOST', shield.host).split('\r\n');
  const socket = connect(shield.port, '127.0.0.1');
  socket.write([line, `Host: ${shield.host}`, ...headers, 'Connection: close', '', ''].join('\r\n'));
  return Number((await text(socket)).split(' ')[1]);
}

function suppressedIn(line: string): unknown {
  return (JSON.parse(line) as { suppressed?: unknown }).suppressed;
}
