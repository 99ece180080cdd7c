// One HTTP request of a declared check: bounded in time and size, on a connection of its own.
import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, type RequestOptions, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIPv4 } from 'node:net';
import { connectionFault } from './connection-fault.ts';
import type { FindingFault } from '../answer/finding.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** PEM. */
  readonly ca?: string;
  readonly signal: AbortSignal;
  /** Bytes of the body that are read; 0: none is. */
  readonly maxBody: number;
  /** Where a server named it, not the operator. */
  readonly refusesLinkLocal: boolean;
}

export interface HttpReply {
  readonly type: 'reply';
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
  /** Milliseconds until the headers were there. */
  readonly took: number;
}

export type HttpOutcome = HttpReply | { readonly type: 'fault'; readonly fault: FindingFault };

export function sendRequest(order: HttpRequest): Promise<HttpOutcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      resolve({ type: 'fault', fault: order.signal.aborted ? 'no answer' : connectionFault(error) });
    };
    try {
      const request = start(order);
      request.on('error', fail);
      request.on('response', (response) => {
        const took = performance.now() - began;
        void readBody(response, order.maxBody).then((body) => {
          request.destroy();
          if (body === undefined) resolve({ type: 'fault', fault: 'too large' });
          else
            resolve({
              type: 'reply',
              status: response.statusCode ?? 0,
              location: response.headers.location,
              body,
              took,
            });
        }, fail);
      });
      request.end(order.body);
    } catch (error) {
      fail(error);
    }
  });
}

function start({
  url,
  method,
  headers,
  body,
  ca,
  signal,
  refusesLinkLocal,
}: HttpRequest): ReturnType<typeof httpRequest> {
  const target = new URL(url);
  if (refusesLinkLocal && isLinkLocal(target.hostname.replace(/^\[|\]$/g, ''))) throw new LinkLocalError();
  const options: RequestOptions = {
    method,
    headers: {
      'User-Agent': 'kube-shields',
      ...headers,
      ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
    },
    agent: false,
    signal,
    maxHeaderSize: MAX_HEADERS,
    ...(refusesLinkLocal && { lookup: lookupElsewhere }),
  };
  return target.protocol === 'https:'
    ? httpsRequest(target, { ...options, ...(ca !== undefined && { ca }) })
    : httpRequest(target, options);
}

const MAX_HEADERS = 16 * 1024;

/** Undefined: it is longer. What ends the request by then is no fault of the connection. */
function readBody(response: IncomingMessage, max: number): Promise<string | undefined> {
  if (max === 0) return Promise.resolve('');
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > max) resolve(undefined);
      else chunks.push(chunk);
    });
    response.on('end', () => {
      resolve(Buffer.concat(chunks).toString());
    });
    response.on('error', reject);
  });
}

class LinkLocalError extends Error {
  readonly code = 'ERR_LINK_LOCAL';
}

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/** A name may lead to another address by now. */
function lookupElsewhere(hostname: string, options: LookupOptions, done: LookupCallback): void {
  systemLookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) done(error, []);
    else if (addresses.some(({ address }) => isLinkLocal(address))) done(new LinkLocalError(), []);
    else if (options.all === true) done(null, addresses);
    else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
  });
}

/** Clouds answer with credentials there. */
const LINK_LOCAL = new BlockList();
LINK_LOCAL.addSubnet('169.254.0.0', 16, 'ipv4');
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6');
LINK_LOCAL.addAddress('fd00:ec2::254', 'ipv6');

function isLinkLocal(address: string): boolean {
  try {
    return LINK_LOCAL.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  } catch {
    return false;
  }
}
