import fc from 'fast-check';
import { keyFromBytes } from '../keys/key-ring.ts';
import { hmac, signRequest, verifyRequest, type ReceivedRequest, type Verified } from './signature.ts';
import type { Refusal } from '../../http/problem/refusal.ts';
import type { SignableRequest } from './signature-base.ts';

const NOW = 1_800_000_000;
const NONCE = 'n0nce-n0nce-n0nce';
const key = keyFromBytes(Buffer.from('0123456789abcdef0123456789abcdef'));
const other = keyFromBytes(Buffer.from('fedcba9876543210fedcba9876543210'));
const plain: SignableRequest = { method: 'GET', host: 'shield.example', target: '/_/web/health/?style=flat' };

function signed(request: SignableRequest = plain, params = { created: NOW, nonce: NONCE }, by = key): ReceivedRequest {
  const headers = signRequest(request, by, params);
  return { ...request, hasBody: false, signatureInput: headers['Signature-Input'], signature: headers.Signature };
}

function verify(request: ReceivedRequest, hosts: string[] = []): Verified | Refusal {
  return verifyRequest(request, { keys: [key], hosts, now: NOW * 1000 + 999 });
}

/** Signs whatever Signature-Input says, as a peer with the right key and wrong code would. */
function signedAs(input: string, base: string[]): ReceivedRequest {
  const params = input.slice(input.indexOf('=') + 1);
  const mac = hmac(key, [...base, `"@signature-params": ${params}`].join('\n')).toString('base64');
  return { ...plain, hasBody: false, signatureInput: input, signature: `${input.split('=')[0] ?? ''}=:${mac}:` };
}

const BASE = ['"@method": GET', '"@authority": shield.example', '"@path": /_/web/health/', '"@query": ?style=flat'];
const COVERED = '("@method" "@authority" "@path" "@query")';
const PARAMS = `;created=${NOW};nonce="${NONCE}";keyid="${key.id}";tag="kube-shields-v1"`;

it('computes hmac-sha256 as RFC 9421 B.2.5 does', () => {
  const secret = 'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==';
  const base = [
    '"date": Tue, 20 Apr 2021 02:07:55 GMT',
    '"@authority": example.com',
    '"content-type": application/json',
    '"@signature-params": ("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"',
  ].join('\n');
  const mac = hmac({ bytes: Buffer.from(secret, 'base64') }, base);
  expect(mac.toString('base64')).toBe('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=');
});

describe('a signed request is accepted', () => {
  const accepted = { keyId: key.id, nonce: NONCE };

  it.each<[string, SignableRequest]>([
    ['with a query', plain],
    ['with HEAD', { ...plain, method: 'HEAD' }],
    ['without a query', { ...plain, target: '/ping' }],
    ['with an empty query', { ...plain, target: '/ping?' }],
    ['with several question marks', { ...plain, target: '/ping?a?b' }],
    ['with bytes that a URL parser would change', { ...plain, target: '/_/%77eb/health?x=%2e&y=a|b' }],
    ['with a Last-Event-ID', { ...plain, lastEventId: '3f.17' }],
    ['with an empty Last-Event-ID', { ...plain, lastEventId: '' }],
    ['with a port', { ...plain, host: 'shield.example:8443' }],
    ['with an IPv6 address', { ...plain, host: '[::1]:8080' }],
  ])('%s', (_, request) => {
    expect(verify(signed(request))).toEqual(accepted);
  });

  it.each([-30, -1, 0, 30])('when it was created %i s ago', (age) => {
    expect(verify(signed(plain, { created: NOW - age, nonce: NONCE }))).toEqual(accepted);
  });

  it('whatever the case and the default port of its authority', () => {
    expect(verify({ ...signed(), host: 'SHIELD.example:443' })).toEqual(accepted);
  });

  it('whether its empty query has a question mark or not', () => {
    expect(verify({ ...signed({ ...plain, target: '/ping?' }), target: '/ping' })).toEqual(accepted);
  });

  it('by any key of the ring', () => {
    const answer = verifyRequest(signed(plain, undefined, other), { keys: [key, other], hosts: [], now: NOW * 1000 });
    expect(answer).toMatchObject({ keyId: other.id });
  });

  it.each([
    ['in another order', `;tag="kube-shields-v1";keyid="${key.id}";nonce="${NONCE}";created=${NOW}`],
    ['with alg', `${PARAMS};alg="hmac-sha256"`],
    ['with expires now', `${PARAMS};expires=${NOW}`],
  ])('with its parameters %s', (_, params) => {
    expect(verify(signedAs(`any-label=${COVERED}${params}`, BASE))).toEqual(accepted);
  });

  it('with escaped characters in its nonce, counted as one each', () => {
    const nonce = String.raw`;nonce="\"\\345678901234567"`;
    const params = PARAMS.replace(/;nonce="[^"]*"/, nonce);
    expect(verify(signedAs(`s=${COVERED}${params}`, BASE))).toMatchObject({ nonce: String.raw`"\345678901234567` });
  });

  it('at an authority of SHIELD_HOSTS', () => {
    expect(verify(signed(), ['other.example', 'Shield.Example:443'])).toEqual(accepted);
  });
});

describe('a request that was changed on the way is a bad signature', () => {
  const withId = { ...plain, lastEventId: '3f.17' };
  const change = (from: string, to: string): Partial<ReceivedRequest> => ({
    signatureInput: signed().signatureInput?.replace(from, to) ?? '',
  });
  it.each<[string, SignableRequest, Partial<ReceivedRequest>]>([
    ['method', plain, { method: 'HEAD' }],
    ['host', plain, { host: 'shield.exampl' }],
    ['port', plain, { host: 'shield.example:8080' }],
    ['path', plain, { target: '/_/web/version/?style=flat' }],
    ["path's encoding", plain, { target: '/_/%77eb/health/?style=flat' }],
    ['trailing slash', plain, { target: '/_/web/health?style=flat' }],
    ['query', plain, { target: '/_/web/health/?style=plastic' }],
    ['query omitted', plain, { target: '/_/web/health/' }],
    ['Last-Event-ID', withId, { lastEventId: '3f.18' }],
    ['created, even outside of the window', plain, change(`created=${NOW}`, `created=${NOW - 3600}`)],
    ['created', plain, change(`created=${NOW}`, `created=${NOW - 1}`)],
    ['nonce', plain, change(NONCE, `${NONCE}x`)],
    ['an expires added', plain, change(';tag=', `;expires=${NOW};tag=`)],
    ['an alg added', plain, change(';tag=', ';alg="hmac-sha256";tag=')],
    ['the signature', plain, { signature: `shield=:${'A'.repeat(43)}=:` }],
  ])('%s', (_, request, changed) => {
    expect(verify({ ...signed(request), ...changed })).toMatchObject({ type: 'bad-signature' });
  });
});

describe('a request that is signed in another way is malformed', () => {
  const input = `s=${COVERED}${PARAMS}`;
  const [method = '', authority = '', path = '', query = ''] = BASE;
  it.each<[string, string, string[]]>([
    ['method not covered', input.replace('"@method" ', ''), [authority, path, query]],
    ['authority not covered', input.replace('"@authority" ', ''), [method, path, query]],
    ['path not covered', input.replace('"@path" ', ''), [method, authority, query]],
    ['query not covered', input.replace(' "@query"', ''), [method, authority, path]],
    ['nothing covered', input.replace(COVERED, '()'), []],
    [
      'another order',
      input.replace(COVERED, '("@authority" "@method" "@path" "@query")'),
      [authority, method, path, query],
    ],
    ['one component more', input.replace('"@query")', '"@query" "accept")'), [...BASE, '"accept": */*']],
    ['one component twice', input.replace('"@query")', '"@query" "@query")'), [...BASE, query]],
    ['a component with a parameter', input.replace('"@path"', '"@path";req'), BASE],
    ['a Last-Event-ID that is covered but not sent', input.replace('"@query")', '"@query" "last-event-id")'), BASE],
    ['two spaces', input.replace('" "', '"  "'), BASE],
    ['no created', input.replace(/;created=\d+/, ''), BASE],
    ['created as text', input.replace(/;created=(\d+)/, ';created="$1"'), BASE],
    ['created with a fraction', input.replace(/;created=(\d+)/, ';created=$1.5'), BASE],
    ['created with a leading zero', input.replace(/;created=(\d+)/, ';created=0$1'), BASE],
    ['created as a date', input.replace(/;created=(\d+)/, ';created=@$1'), BASE],
    ['created twice', `${input};created=${NOW}`, BASE],
    ['no nonce', input.replace(/;nonce="[^"]*"/, ''), BASE],
    ['a nonce of 15 characters', input.replace(NONCE, 'n'.repeat(15)), BASE],
    ['a nonce of 65 characters', input.replace(NONCE, 'n'.repeat(65)), BASE],
    ['a nonce as a number', input.replace(`"${NONCE}"`, '123456789012345'), BASE],
    ['no keyid', input.replace(/;keyid="[^"]*"/, ''), BASE],
    ['keyid as a token', input.replace(/;keyid="([^"]*)"/, ';keyid=k$1'), BASE],
    ['no tag', input.replace(/;tag="[^"]*"/, ''), BASE],
    ['another tag', input.replace('kube-shields-v1', 'kube-shields-v2'), BASE],
    ['another alg', `${input};alg="hmac-sha512"`, BASE],
    ['expires as text', `${input};expires="${NOW}"`, BASE],
    ['an unknown parameter', `${input};x=1`, BASE],
    ['a parameter named like a built-in property', `${input};constructor=1`, BASE],
    ['a bare parameter', `${input};x`, BASE],
    ['a space before a parameter', input.replace(';nonce', '; nonce'), BASE],
    ['a space after the parameters', `${input} `, BASE],
    ['a label in upper case', input.replace('s=', 'S='), BASE],
  ])('%s', (_, signatureInput, base) => {
    expect(verify(signedAs(signatureInput, base))).toMatchObject({ type: 'malformed' });
  });

  const good = signed();
  it.each<[string, Partial<ReceivedRequest>]>([
    ['two signatures', twice(good)],
    ['the same signature twice', { signatureInput: `${good.signatureInput ?? ''}, ${good.signatureInput ?? ''}` }],
    ['two signatures in Signature alone', { signature: `${good.signature ?? ''}, b=:AAAA:` }],
    ['labels that differ', { signature: good.signature?.replace('shield=', 'shields=') ?? '' }],
    ['a shorter signature', { signature: 'shield=:AAAA:' }],
    ['a signature in base64url', { signature: `shield=:${'_'.repeat(43)}=:` }],
    ['a signature with bits to spare', { signature: `shield=:${'A'.repeat(42)}B=:` }],
    ['a signature that is a string', { signature: 'shield="AAAA"' }],
    ['empty headers', { signature: '', signatureInput: '' }],
    ['a Last-Event-ID that is not covered', { lastEventId: '3f.17' }],
    ['a body', { hasBody: true }],
    ['another method', { method: 'POST' }],
  ])('%s', (_, changed) => {
    expect(verify({ ...good, ...changed })).toMatchObject({ type: 'malformed' });
  });

  it('one of the two headers alone', () => {
    const { signature = '', signatureInput = '' } = good;
    expect(verify({ ...plain, hasBody: false, signature })).toMatchObject({ type: 'malformed' });
    expect(verify({ ...plain, hasBody: false, signatureInput })).toMatchObject({ type: 'malformed' });
  });
});

it('refuses a request in which one character of what is covered, or of its signature, is changed', () => {
  const request = signed({ ...plain, lastEventId: '3f.17' });
  const fields = ['method', 'host', 'target', 'lastEventId', 'signatureInput', 'signature'] as const;
  const character = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
  const anywhere = fc.nat({ max: 400 });
  fc.assert(
    fc.property(fc.constantFrom(...fields), anywhere, character, (field, offset, other) => {
      const text = request[field] ?? '';
      const at = offset % text.length;
      const changed = text.slice(0, at) + other + text.slice(at + 1);
      // Hosts are case-insensitive.
      fc.pre(changed !== text && !(field === 'host' && changed.toLowerCase() === text));
      expect(verify({ ...request, [field]: changed })).toHaveProperty('type');
    }),
    { numRuns: 5_000 },
  );
});

describe('other refusals', () => {
  it('an unsigned request is refused as such', () => {
    expect(verify({ ...plain, hasBody: false })).toMatchObject({ type: 'unsigned' });
  });

  it('an unknown key is refused as such', () => {
    expect(verify(signed(plain, undefined, other))).toMatchObject({ type: 'unknown-key' });
  });

  it.each([31, -31, 86_400])('a clock that is %i s off is reported with the difference', (skew) => {
    const request = signed(plain, { created: NOW - skew, nonce: NONCE });
    expect(verify(request)).toMatchObject({
      type: 'clock',
      skew,
      detail: expect.stringContaining(`${Math.abs(skew)} s`) as string,
    });
  });

  it('an expired signature is reported with the time since then', () => {
    expect(verify(signedAs(`s=${COVERED}${PARAMS};expires=${NOW - 2}`, BASE))).toMatchObject({
      type: 'clock',
      detail: expect.stringContaining('expired 2 s ago') as string,
    });
  });

  it('an authority that is not in SHIELD_HOSTS is reported as it was received', () => {
    expect(verify(signed(), ['other.example'])).toMatchObject({ type: 'authority', authority: 'shield.example' });
  });

  it('a long authority is truncated in the report', () => {
    const answer = verify(signed({ ...plain, host: 'h'.repeat(8000) }), ['other.example']);
    expect(JSON.stringify(answer).length).toBeLessThan(1000);
  });

  it('no signature is accepted without a key', () => {
    expect(verifyRequest(signed(), { keys: [], hosts: [], now: NOW * 1000 })).toMatchObject({ type: 'unknown-key' });
  });
});

function twice(request: ReceivedRequest): Partial<ReceivedRequest> {
  const second = signed(plain, { created: NOW, nonce: `${NONCE}2` });
  return {
    signatureInput: `${request.signatureInput ?? ''}, ${second.signatureInput?.replace('shield', 'b') ?? ''}`,
    signature: `${request.signature ?? ''}, ${second.signature?.replace('shield', 'b') ?? ''}`,
  };
}
