// The shield's signatures, verified by another implementation, and the test vectors in docs/federation.md.
import { readFile } from 'node:fs/promises';
import { createSigner, createVerifier, httpbis } from 'http-message-signatures';
import { keyFromBytes } from '../../src/auth/keys/key-ring.ts';
import { type ReceivedRequest, signRequest, verifyRequest } from '../../src/auth/signature/signature.ts';
import { type SignableRequest, signatureBase } from '../../src/auth/signature/signature-base.ts';

interface Vector {
  readonly name: string;
  readonly key: string;
  readonly keyid: string;
  readonly request: SignableRequest;
  readonly created: number;
  readonly nonce: string;
  readonly base: readonly string[];
  readonly headers: { readonly 'Signature-Input': string; readonly Signature: string };
}

const page = await readFile(new URL('../../docs/federation.md', import.meta.url), 'utf8');
const vectors = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '[]') as Vector[];

describe.each(vectors)('the vector of $name', ({ key: secret, keyid, request, created, nonce, base, headers }) => {
  const key = keyFromBytes(Buffer.from(secret));

  it("equals the product's signature", () => {
    expect(key.id).toBe(keyid);
    expect(signRequest(request, key, { created, nonce })).toEqual(headers);
    expect(signatureBase(request, headers['Signature-Input'].replace(/^shield=/, '')).split('\n')).toEqual(base);
  });

  it('is accepted by the product', () => {
    const verdict = verifyRequest(received(request, headers), { keys: [key], hosts: [], now: created * 1000 });
    expect(verdict).toEqual({ keyId: keyid, nonce });
  });

  it('is accepted by another implementation', async () => {
    const verifier = createVerifier(key.bytes, 'hmac-sha256');
    const config = {
      keyLookup: () => Promise.resolve({ id: keyid, algs: ['hmac-sha256' as const], verify: verifier }),
    };
    expect(await httpbis.verifyMessage(config, messageOf(request, headers))).toBe(true);
  });
});

it('docs/federation.md has vectors with and without a query and a Last-Event-ID', () => {
  expect(vectors.map(({ request }) => request.lastEventId !== undefined)).toEqual(
    expect.arrayContaining([true, false]),
  );
  expect(vectors.map(({ base }) => base[3])).toEqual(
    expect.arrayContaining(['"@query": ?', '"@query": ?heartbeat=5s']),
  );
});

it.each([
  [{ method: 'GET', host: 'shields.example.com', target: '/_/web/health/?label=a%20b&x' }, []],
  [{ method: 'HEAD', host: '127.0.0.1:8080', target: '/ping', lastEventId: '1.2' }, ['last-event-id']],
])('the product accepts what another implementation signs: %j', async (request, more) => {
  const key = keyFromBytes(Buffer.from('an example key that is long enough'));
  const signed = await httpbis.signMessage(
    {
      key: { id: key.id, alg: 'hmac-sha256', sign: createSigner(key.bytes, 'hmac-sha256').sign },
      fields: ['@method', '@authority', '@path', '@query', ...more],
      params: ['created', 'nonce', 'keyid', 'tag'],
      paramValues: { created: new Date(1_767_225_600_000), nonce: '0123456789abcdef', tag: 'kube-shields-v1' },
    },
    messageOf(request, {}),
  );
  const headers = signed.headers as Vector['headers'];
  const verdict = verifyRequest(received(request, headers), { keys: [key], hosts: [], now: 1_767_225_600_000 });
  expect(verdict).toEqual({ keyId: key.id, nonce: '0123456789abcdef' });
});

function received(request: SignableRequest, headers: Vector['headers']): ReceivedRequest {
  return { ...request, hasBody: false, signatureInput: headers['Signature-Input'], signature: headers.Signature };
}

function messageOf(
  { method, host, target, lastEventId }: SignableRequest,
  headers: object,
): {
  method: string;
  url: string;
  headers: Record<string, string>;
} {
  const resumed = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
  return { method, url: `https://${host}${target}`, headers: { ...headers, ...resumed } };
}
