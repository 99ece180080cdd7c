// What can go wrong between the shield and a peer: a closed list of codes for the public, and a text with advice for
// the log. These failures are expected, so they are values, not exceptions.
import { REFUSALS, type RefusalType } from '../../http/problem/refusal.ts';

export const PEER_FAULTS = [
  'unreachable',
  'certificate',
  'timeout',
  'silent',
  'cut-off',
  'redirect',
  'not-a-shield',
  'busy',
  'unreadable',
  'too-large',
  'forbidden',
  'name-clash',
  'self',
  ...REFUSALS,
] as const;
export type PeerFaultCode = (typeof PEER_FAULTS)[number];

export interface PeerFault {
  readonly type: 'fault';
  readonly code: PeerFaultCode;
  /** What happened and what to do next, for the log. Never a secret. */
  readonly text: string;
  /** Milliseconds that the peer asked to wait (`Retry-After`). */
  readonly retryAfter?: number;
}

export function peerFault(code: PeerFaultCode, text: string, retryAfter?: number): PeerFault {
  return { type: 'fault', code, text, ...(retryAfter !== undefined && { retryAfter }) };
}

/** The fault for a response that isn't a stream. `said` is its body, which is untrusted. */
export function faultOfAnswer(status: number, said: string, retryAfter: number | undefined): PeerFault {
  if (status === 403) return refusal(said);
  if (status === 429 || status === 503)
    return peerFault('busy', `The peer answers ${status}; it is asked again.`, retryAfter);
  if (status >= 300 && status < 400)
    return peerFault(
      'redirect',
      `The peer answers with a redirect (${status}), which isn't followed. ${CHECK_ADDRESS}`,
    );
  return peerFault('not-a-shield', `The peer answers ${status} instead of a stream. ${CHECK_ADDRESS}`, retryAfter);
}

export function faultOfError(error: Error): PeerFault {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/CERT|SELF_SIGNED|^UNABLE_TO_|^ERR_TLS_|^ERR_SSL_|^EPROTO$/.test(code)) {
    return peerFault(
      'certificate',
      `The peer's certificate is not trusted (${code}). Give the authority in NODE_EXTRA_CA_CERTS, and ask by a name that the certificate has.`,
    );
  }
  if (code === 'ECONNRESET' || code === 'EPIPE' || code.startsWith('HPE_'))
    return peerFault('cut-off', `The peer broke the connection (${code}). ${CHECK_ADDRESS}`);
  return peerFault('unreachable', `The peer can't be reached (${code || error.name}). ${CHECK_ADDRESS}`);
}

export const CHECK_ADDRESS = 'Check its address in OTHER_SHIELDS, and what is in front of it; it is asked again.';

const ADVICE: Readonly<Record<RefusalType, string>> = {
  unsigned: 'Something in between takes the signature away: let the headers Signature and Signature-Input pass.',
  malformed: 'Something in between changes the signature: let the headers Signature and Signature-Input pass.',
  'unknown-key': 'The peer has no key that we sign with: give both shields the same key.',
  'bad-signature': 'Something in between changes Host, path or query: let them pass as they are.',
  clock: 'Clocks differ by more than 30 s: set both by NTP.',
  replayed: 'Something in between sends requests twice.',
  authority: 'The peer does not answer to this name: ask by one of its SHIELD_HOSTS, or add this one there.',
};

function refusal(said: string): PeerFault {
  const { type, skew } = problemIn(said);
  const known = REFUSALS.find((one) => one === type);
  if (known === undefined)
    return peerFault('forbidden', `The peer answers 403, and not as a shield does. ${CHECK_ADDRESS}`);
  const by = known === 'clock' && typeof skew === 'number' ? ` (ours is ${skew} s behind its)` : '';
  return peerFault(known, `The peer refuses our signature: ${known}${by}. ${ADVICE[known]}`);
}

function problemIn(said: string): { readonly type?: unknown; readonly skew?: unknown } {
  try {
    const problem: unknown = JSON.parse(said);
    return typeof problem === 'object' && problem !== null ? problem : {};
  } catch {
    return {};
  }
}
