// `tls`: how many days is a server's certificate good for, and is it one to trust?
import { DAY } from '../../../config/duration.ts';
import { isIP } from 'node:net';
import { type TLSSocket, connect } from 'node:tls';
import { connectionFault } from './connection-fault.ts';
import type { TlsTarget } from '../file/declared-targets.ts';
import { type FindingFault, type Finding, faultOf, figureOf } from '../answer/finding.ts';
import { readCertificates } from './secrets.loader.ts';

export async function findTls(target: TlsTarget, signal: AbortSignal): Promise<Finding> {
  const ca = target.ca === undefined ? undefined : await readCertificates(target.ca);
  if (target.ca !== undefined && ca === undefined) return faultOf('no CA file');
  const { host, port } = target.address;
  const name = target.servername ?? host;
  return new Promise((resolve) => {
    // What is wrong with it is the answer, so the connection is made all the same.
    const socket = connect({
      host,
      port,
      servername: isIP(name) === 0 ? name : '',
      rejectUnauthorized: false,
      ...(ca !== undefined && { ca }),
    });
    const abort = (): void => {
      socket.destroy();
      resolve(faultOf('no answer'));
    };
    const end = (finding: Finding): void => {
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(finding);
    };
    signal.addEventListener('abort', abort);
    socket.on('secureConnect', () => {
      end(judgeCertificate(socket, target.verify ?? true, Date.now()));
    });
    socket.on('error', (error) => {
      end(faultOf(connectionFault(error)));
    });
  });
}

function judgeCertificate(socket: TLSSocket, verifies: boolean, now: number): Finding {
  const certificate = socket.getPeerX509Certificate();
  const [from, to] = [certificate?.validFromDate.getTime() ?? NaN, certificate?.validToDate.getTime() ?? NaN];
  if (!Number.isFinite(from) || !Number.isFinite(to)) return faultOf('unexpected answer');
  if (to <= now) return faultOf('expired');
  if (from > now) return faultOf('not yet valid');
  const fault = verifies ? trustFault(socket) : undefined;
  return fault === undefined ? figureOf(Math.floor((to - now) / DAY)) : faultOf(fault);
}

function trustFault({ authorized, authorizationError }: TLSSocket): FindingFault | undefined {
  if (authorized) return undefined;
  // Typed as an Error; it is the code, a text.
  const code: unknown = authorizationError;
  const fault = connectionFault({ code: typeof code === 'string' ? code : '' });
  return fault === 'failed' ? 'not trusted' : fault;
}
