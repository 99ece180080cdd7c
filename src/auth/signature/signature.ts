// Signing and verifying what one shield asks another: HTTP Message Signatures (RFC 9421) with hmac-sha256, in one
// narrow profile. Why there is no library here: docs/design/signatures.md.
import { createHmac, timingSafeEqual } from 'node:crypto';

import { type Refusal, UNSIGNED } from '../../http/problem/refusal.ts';
import { keyById, type Key, type KeyRing } from '../keys/key-ring.ts';
import { WINDOW_SECONDS } from './nonce-window.ts';
import { authorityOf, coverageOf, signatureBase, type SignableRequest } from './signature-base.ts';

export const TAG = 'kube-shields-v1';

export interface SignatureHeaders {
  readonly 'Signature-Input': string;
  readonly Signature: string;
}

/** `created` is Unix seconds, `nonce` 16 to 64 characters that are never used twice. */
export function signRequest(
  request: SignableRequest,
  key: Key,
  { created, nonce }: { readonly created: number; readonly nonce: string },
): SignatureHeaders {
  const params = `${coverageOf(request)};created=${created};nonce="${nonce}";keyid="${key.id}";tag="${TAG}"`;
  const mac = hmac(key, signatureBase(request, params)).toString('base64');
  return { 'Signature-Input': `shield=${params}`, Signature: `shield=:${mac}:` };
}

/** `random` is 16 bytes from a source fit for keys. */
export function newNonce(random: Buffer): string {
  return random.toString('base64url');
}

/** A request as it came in. */
export interface ReceivedRequest extends SignableRequest {
  /** Whether it announces a body, an empty one apart. */
  readonly hasBody: boolean;
  readonly signatureInput?: string;
  readonly signature?: string;
}

export interface Verified {
  readonly keyId: string;
  /** Genuine, but perhaps used before: that is the nonce window's to say. */
  readonly nonce: string;
}

export interface Verifier {
  readonly keys: KeyRing;
  /** Authorities that are answered to; empty: any. */
  readonly hosts: readonly string[];
  /** Unix milliseconds. */
  readonly now: number;
}

/**
 * Time is judged after the signature, so that a skew is only said about a clock that is really a peer's, and a changed
 * `created` reads as what it is.
 */
export function verifyRequest(request: ReceivedRequest, { keys, hosts, now }: Verifier): Verified | Refusal {
  const signed = parseSignature(request);
  if ('type' in signed) return signed;
  if (!answersTo(hosts, request.host)) return wrongAuthority(request.host);
  const key = keyById(keys, signed.keyId);
  if (key === undefined) return UNKNOWN_KEY;
  const expected = hmac(key, signatureBase(request, signed.params));
  if (!timingSafeEqual(expected, signed.mac)) return BAD_SIGNATURE;
  return clockRefusal(signed, Math.floor(now / 1000)) ?? { keyId: key.id, nonce: signed.nonce };
}

/** The signing primitive `hmac-sha256` (RFC 9421, 3.3.3). */
export function hmac(key: Pick<Key, 'bytes'>, base: string): Buffer {
  return createHmac('sha256', key.bytes).update(base, 'latin1').digest();
}

export const REPLAYED: Refusal = {
  type: 'replayed',
  detail: 'This signature has been used before. Sign each request by itself, with a new nonce.',
};

interface ParsedSignature {
  /** The inner list with its parameters, byte for byte. */
  readonly params: string;
  readonly mac: Buffer;
  readonly keyId: string;
  readonly nonce: string;
  readonly created: number;
  readonly expires: number | undefined;
}

/** One member of a dictionary, an inner list, in its canonical form (RFC 9651, 4.1): what is signed is what is read. */
const SIGNATURE_INPUT = /^(?<label>[a-z*][a-z0-9_.*-]*)=(?<params>(?<coverage>\([^()]*\))(?<rest>(?:;.*)?))$/;
const PARAMETER =
  /;(?<name>[a-z*][a-z0-9_.*-]*)=(?:(?<integer>0|-?[1-9][0-9]{0,14})|"(?<text>(?:[ !#-[\]-~]|\\["\\])*)")/y;
/** 32 bytes in base64, whose last digit has two bits to spare: they are 0, so that there is one way to write it. */
const SIGNATURE = /^(?<label>[a-z*][a-z0-9_.*-]*)=:(?<mac>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=):$/;

function parseSignature(request: ReceivedRequest): ParsedSignature | Refusal {
  if (request.signatureInput === undefined && request.signature === undefined) return UNSIGNED;
  if (request.method !== 'GET' && request.method !== 'HEAD') return malformed('Only GET and HEAD can be signed.');
  if (request.hasBody) return malformed('A signed request has no body.');
  const input = SIGNATURE_INPUT.exec(request.signatureInput ?? '')?.groups;
  const signature = SIGNATURE.exec(request.signature ?? '')?.groups;
  if (input === undefined) return malformed('Signature-Input must hold exactly one signature, in canonical form.');
  if (signature === undefined) return malformed('Signature must hold exactly one signature of 32 bytes.');
  if (input['label'] !== signature['label']) return malformed('Signature and Signature-Input have different labels.');
  const coverage = coverageOf(request);
  if (input['coverage'] !== coverage) return malformed(`This request's signature must cover exactly ${coverage}.`);
  const mac = Buffer.from(signature['mac'] ?? '', 'base64');
  return parseParameters(input['params'] ?? '', input['rest'] ?? '', mac);
}

function parseParameters(params: string, rest: string, mac: Buffer): ParsedSignature | Refusal {
  const given = readParameters(rest);
  if (given === undefined) return malformed('The parameters of Signature-Input are not in canonical form.');
  const unknown = [...given.keys()].some((name) => !KNOWN_PARAMETERS.has(name));
  if (unknown) return malformed(`Only these parameters are known: ${[...KNOWN_PARAMETERS].join(', ')}.`);
  const { created, nonce, keyid, tag, alg, expires } = Object.fromEntries(given);
  if (typeof created !== 'number') return malformed('The parameter created must be there, in Unix seconds.');
  if (typeof nonce !== 'string' || nonce.length < 16 || nonce.length > 64)
    return malformed('The parameter nonce must be there, as a string of 16 to 64 characters.');
  if (typeof keyid !== 'string') return malformed('The parameter keyid must be there, as a string.');
  if (tag !== TAG) return malformed(`The parameter tag must be there, as "${TAG}".`);
  if (alg !== undefined && alg !== 'hmac-sha256') return malformed('The parameter alg may only be "hmac-sha256".');
  if (typeof expires === 'string') return malformed('The parameter expires must be in Unix seconds.');
  return { params, mac, keyId: keyid, nonce, created, expires };
}

const KNOWN_PARAMETERS = new Set(['created', 'nonce', 'keyid', 'tag', 'alg', 'expires']);

/** Undefined where a character is left over, or a name is there twice. */
function readParameters(text: string): Map<string, string | number> | undefined {
  const found = new Map<string, string | number>();
  let end = 0;
  while (end < text.length) {
    PARAMETER.lastIndex = end;
    const groups = PARAMETER.exec(text)?.groups;
    const name = groups?.['name'];
    if (groups === undefined || name === undefined || found.has(name)) return undefined;
    const integer = groups['integer'];
    found.set(name, integer === undefined ? unescaped(groups['text'] ?? '') : Number(integer));
    end = PARAMETER.lastIndex;
  }
  return found;
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function answersTo(hosts: readonly string[], host: string): boolean {
  return hosts.length === 0 || hosts.some((known) => authorityOf(known) === authorityOf(host));
}

function clockRefusal({ created, expires }: ParsedSignature, now: number): Refusal | undefined {
  const skew = now - created;
  if (Math.abs(skew) > WINDOW_SECONDS) {
    const side = skew > 0 ? 'before' : 'after';
    const detail = `Signed ${Math.abs(skew)} s ${side} this shield's time, at most ${WINDOW_SECONDS} s are accepted.`;
    return { type: 'clock', detail: `${detail} Sign again, or set the clocks by NTP.`, skew };
  }
  if (expires === undefined || now <= expires) return undefined;
  return { type: 'clock', detail: `The signature expired ${now - expires} s ago by this shield's time.`, skew };
}

const UNKNOWN_KEY: Refusal = {
  type: 'unknown-key',
  detail: 'No key of this shield has that keyid. Give both shields the same key in the files that INTRA_SECRET names.',
};

const BAD_SIGNATURE: Refusal = {
  type: 'bad-signature',
  detail:
    'The signature is not that of this request. Something on the way may change its path, query or Host; ' +
    'docs/federation.md has vectors to check a signer with.',
};

function malformed(detail: string): Refusal {
  return { type: 'malformed', detail };
}

function wrongAuthority(host: string): Refusal {
  const authority = authorityOf(host).slice(0, MAX_AUTHORITY);
  return {
    type: 'authority',
    detail: `This shield does not answer to ${authority}. Ask by a name in SHIELD_HOSTS, or add this one there.`,
    authority,
  };
}

/** A name in DNS has at most 253 characters, a port 5. */
const MAX_AUTHORITY = 259;
