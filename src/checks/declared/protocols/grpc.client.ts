// `grpc`: is a server, or one service of it, serving? grpc.health.v1.Health/Check over HTTP/2, whose two messages are
// small enough to be written and read by hand: https://github.com/grpc/grpc/blob/master/doc/health-checking.md
import { type ClientHttp2Session, connect } from 'node:http2';
import { isIP } from 'node:net';
import { connectionFault } from './connection-fault.ts';
import type { GrpcTarget } from '../file/declared-targets.ts';
import { type Finding, faultOf, figureOf } from '../answer/finding.ts';
import { readCertificates } from './secrets.loader.ts';

export async function findGrpc(target: GrpcTarget, signal: AbortSignal): Promise<Finding> {
  const ca = target.ca === undefined ? undefined : await readCertificates(target.ca);
  if (target.ca !== undefined && ca === undefined) return faultOf('no CA file');
  const session = open(target, ca);
  const began = performance.now();
  try {
    const { status, message } = await ask(session, target.service ?? '', signal);
    return judgeReply(status, message, Math.round(performance.now() - began));
  } catch (error) {
    return faultOf(signal.aborted ? 'no answer' : connectionFault(error));
  } finally {
    session.destroy();
  }
}

function open(
  { address: { host, port }, tls = false, servername = host }: GrpcTarget,
  ca: string | undefined,
): ClientHttp2Session {
  const authority = `${tls ? 'https' : 'http'}://${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
  return connect(authority, {
    ...(isIP(servername) === 0 && { servername }),
    ...(ca !== undefined && { ca }),
    maxSessionMemory: 1,
    maxHeaderListPairs: 64,
  });
}

interface Reply {
  /** grpc-status; undefined where the server isn't one for gRPC. */
  readonly status: number | undefined;
  readonly message: Buffer;
}

function ask(session: ClientHttp2Session, service: string, signal: AbortSignal): Promise<Reply> {
  return new Promise((resolve, reject) => {
    session.on('error', reject);
    const stream = session.request(
      {
        ':method': 'POST',
        ':path': '/grpc.health.v1.Health/Check',
        'content-type': 'application/grpc',
        te: 'trailers',
      },
      { signal },
    );
    const chunks: Buffer[] = [];
    let [size, status] = [0, undefined as number | undefined];
    const note = (headers: Readonly<Record<string, unknown>>): void => {
      const given = headers['grpc-status'];
      if (typeof given === 'string' && /^\d{1,2}$/.test(given)) status = Number(given);
    };
    stream.on('response', note);
    stream.on('trailers', note);
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_MESSAGE) chunks.push(chunk);
      else stream.destroy(new Error('the answer is too large'));
    });
    stream.on('error', reject);
    stream.on('close', () => {
      resolve({ status, message: Buffer.concat(chunks) });
    });
    stream.end(framed(service));
  });
}

/** Bytes. */
const MAX_MESSAGE = 4096;

/** HealthCheckRequest: field 1, a text; behind a byte that says "not compressed" and four of length. */
function framed(service: string): Buffer {
  const name = Buffer.from(service);
  const message = name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, ...varint(name.length)]), name]);
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  return Buffer.concat([frame, message]);
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

const OK = 0;
const NOT_FOUND = 5;
const UNIMPLEMENTED = 12;
const SERVING = 1;

function judgeReply(status: number | undefined, message: Buffer, took: number): Finding {
  switch (status) {
    case OK:
      return servingStatus(message) === SERVING ? figureOf(took) : faultOf('not serving');
    case NOT_FOUND:
      return faultOf('unknown service');
    case UNIMPLEMENTED:
      return faultOf('no health service');
    case undefined:
      return faultOf('unexpected answer');
    default:
      return faultOf(`gRPC ${status}`);
  }
}

/** HealthCheckResponse: field 1, an enum. 0 (unknown) isn't sent. */
function servingStatus(frame: Buffer): number {
  return frame.length >= 7 && frame[5] === 0x08 ? (frame[6] ?? 0) : 0;
}
