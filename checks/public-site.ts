// For how many days a certificate is valid: that of a server, or one in a file, such as a mounted Secret.
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import type { Check, CheckOptions } from 'kube-shields';

/** `host:port`, or the path of a PEM file. */
const CERTIFICATE = process.env['CHECK_CERTIFICATE'];
const WARN_BELOW = 21;
const FAIL_BELOW = 7;

export const options: CheckOptions = { certificate: { interval: '1h', timeout: '10s' } };

export const certificate: Check = async ({ signal }) => {
  if (CERTIFICATE === undefined) return { status: 'CHECK_CERTIFICATE is not set', color: 'lightgrey' };
  const found = CERTIFICATE.startsWith('/') ? await fromFile(CERTIFICATE) : await fromServer(CERTIFICATE, signal);
  const days = Math.floor((Date.parse(found.validTo) - Date.now()) / 86_400_000);
  const color = days < FAIL_BELOW ? 'red' : days < WARN_BELOW ? 'yellow' : 'green';
  return { status: days < 0 ? 'expired' : `${days} days`, color };
};

async function fromFile(path: string): Promise<X509Certificate> {
  return new X509Certificate(await readFile(path));
}

function fromServer(address: string, signal: AbortSignal): Promise<X509Certificate> {
  const { hostname, port } = new URL(`tls://${address}`);
  // This check doesn't test whether the certificate is trusted.
  const options = { host: hostname, port: Number(port || 443), servername: hostname, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    const socket = connect(options, () => {
      const peer = socket.getPeerX509Certificate();
      socket.destroy();
      if (peer === undefined) reject(new Error(`${address} sent no certificate`));
      else resolve(peer);
    });
    socket.on('error', reject);
    signal.addEventListener('abort', () => socket.destroy(new Error('the check timed out')));
  });
}
