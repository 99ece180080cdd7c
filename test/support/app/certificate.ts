// Self-signed certificates for 127.0.0.1 and api.cluster.invalid, created per test so that the repository contains no
// private key. DER is written by hand (RFC 5280): Node reads certificates but can't create them.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  /** PEM, both. */
  readonly cert: string;
  readonly key: string;
}

/** Two-digit years, as in UTCTime. */
export interface Validity {
  readonly from: number;
  readonly to: number;
}

export function selfSigned(validity: Validity = { from: 20, to: 49 }): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = certificateBody(publicKey.export({ type: 'spki', format: 'der' }), validity);
  const signature = sign('sha256', body, privateKey);
  const der = sequence(body, ECDSA_WITH_SHA256, bits(signature));
  return { cert: pem(der), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function certificateBody(publicKey: Buffer, { from, to }: Validity): Buffer {
  const version3 = tagged(0xa0, tagged(0x02, Buffer.from([2])));
  const serial = tagged(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  const extensions = tagged(0xa3, sequence(IS_AUTHORITY, SUBJECT_NAMES));
  // A unique name: of two CAs with the same name, OpenSSL tries only the first.
  const name = nameOf(`simulated ${randomBytes(8).toString('hex')}`);
  const valid = sequence(...[from, to].map((year) => tagged(0x17, Buffer.from(`${year}0101000000Z`))));
  return sequence(version3, serial, ECDSA_WITH_SHA256, name, valid, name, publicKey, extensions);
}

function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content)]), content]);
}

function lengthOf({ length }: Buffer): readonly number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return tagged(0x30, ...contents);
}

function bits(content: Buffer): Buffer {
  return tagged(0x03, Buffer.from([0]), content);
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function nameOf(text: string): Buffer {
  return sequence(tagged(0x31, sequence(COMMON_NAME, tagged(0x0c, Buffer.from(text)))));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'));
const COMMON_NAME = oid('550403');
const IS_AUTHORITY = sequence(oid('551d13'), tagged(0x04, sequence(tagged(0x01, Buffer.from([0xff])))));
const SUBJECT_NAMES = sequence(
  oid('551d11'),
  tagged(0x04, sequence(tagged(0x87, Buffer.from([127, 0, 0, 1])), tagged(0x82, Buffer.from('api.cluster.invalid')))),
);
