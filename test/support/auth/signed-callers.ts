// All kinds of callers: unsigned, validly signed, and wrongly signed in each way.
import { makeLink, linkScopeOf } from '../../../src/auth/link/badge-link.ts';
import { keyFromBytes } from '../../../src/auth/keys/key-ring.ts';
import { parseRequestTarget } from '../../../src/http/request/request-target.ts';
import {
  CURRENT_KEY,
  NEXT_KEY,
  type Received,
  REMOVED_KEY,
  type SigningShield,
  UNKNOWN_KEY,
} from './signing-shield.ts';

type Ask = (shield: SigningShield, target: string) => Promise<Received>;

export interface Caller {
  readonly name: string;
  /** The expected outcome on routes that require a signature. */
  readonly signedRoute: string;
  /** The expected outcome on open routes. */
  readonly openRoute: string;
  /** Outcomes that differ: of pages in private mode, of routes for other shields, and of badges in every mode. */
  readonly hidden?: string;
  readonly intra?: string;
  readonly badge?: string;
  readonly ask: Ask;
}

const COMPONENTS = ['@method', '@authority', '@path', '@query'];
const RESUME = { 'Last-Event-ID': '1.1' };

export const READ_TOKEN = 'token'.padEnd(32, '.');
export const BADGE_KEY = keyFromBytes(Buffer.from('links'.padEnd(32, '.')));

export const CALLERS: readonly Caller[] = [
  caller('unsigned', '403 unsigned', (shield, target) => shield.send({ target })),
  caller('signed', 'answered', (shield, target) => shield.sendSigned({ target })),
  caller('signed, HEAD', 'answered', (shield, target) => shield.sendSigned({ target, method: 'HEAD' })),
  caller('signed, with Last-Event-ID', 'answered', (shield, target) => shield.sendSigned({ target, headers: RESUME })),
  caller('signed with another key of the file', 'answered', (shield, target) =>
    shield.sendSigned({ target }, { key: NEXT_KEY }),
  ),

  {
    ...caller('read token', 'answered', (shield, target) => shield.send({ target, headers: bearer(READ_TOKEN) })),
    hidden: 'answered',
    intra: '403 unsigned',
  },
  caller('wrong read token', '403 unsigned', (shield, target) =>
    shield.send({ target, headers: bearer(`${READ_TOKEN}x`) }),
  ),
  {
    ...caller('with a link to it', '403 unsigned', (shield, target) => shield.send({ target: linked(target) })),
    badge: 'answered',
  },
  {
    ...caller('with a link to something else', '403 unsigned', (shield, target) =>
      shield.send({ target: linked(target, '/_/other/health') }),
    ),
    badge: 'answered',
  },

  caller('method changed', '403 bad-signature', (shield, target) =>
    shield.send({ target, headers: shield.sign({ target, method: 'HEAD' }) }),
  ),
  caller('authority changed', '403 bad-signature', (shield, target) =>
    shield.sendSigned({ target }, { host: 'other.example' }),
  ),
  caller('path changed', '403 bad-signature', (shield, target) =>
    shield.send({ target, headers: shield.sign({ target: `/other${target}` }) }),
  ),
  caller('query changed', '403 bad-signature', (shield, target) =>
    shield.send({ target, headers: shield.sign({ target: `${target}?x` }) }),
  ),
  caller('Last-Event-ID changed', '403 bad-signature', (shield, target) =>
    shield.send({ target, headers: { ...shield.sign({ target, headers: RESUME }), 'Last-Event-ID': '1.2' } }),
  ),
  caller('created changed', '403 bad-signature', withInput(/created=\d+/, 'created=1000000000')),
  caller('nonce changed', '403 bad-signature', withInput('nonce="test', 'nonce="best')),
  caller('keyid changed', '403 bad-signature', withInput(CURRENT_KEY.id, NEXT_KEY.id)),
  caller('signature changed', '403 bad-signature', (shield, target) =>
    shield.send({ target, headers: { ...shield.sign({ target }), Signature: `shield=:${'A'.repeat(43)}=:` } }),
  ),
  caller('wrong key under a known keyid', '403 bad-signature', (shield, target) =>
    shield.sendSigned({ target }, { key: { ...UNKNOWN_KEY, id: CURRENT_KEY.id } }),
  ),

  caller('unknown key', '403 unknown-key', (shield, target) => shield.sendSigned({ target }, { key: UNKNOWN_KEY })),
  caller('removed key', '403 unknown-key', (shield, target) => shield.sendSigned({ target }, { key: REMOVED_KEY })),
  caller('old', '403 clock', (shield, target) => shield.sendSigned({ target }, { age: 31 })),
  caller('future', '403 clock', (shield, target) => shield.sendSigned({ target }, { age: -31 })),
  caller('replayed', '403 replayed', async (shield, target) => {
    const headers = shield.sign({ target });
    await shield.send({ target, headers });
    return shield.send({ target, headers });
  }),

  ...COMPONENTS.map((name) => caller(`${name} not covered`, '403 malformed', withInput(new RegExp(`"${name}" ?`), ''))),
  caller('Last-Event-ID not covered', '403 malformed', (shield, target) =>
    shield.send({ target, headers: { ...shield.sign({ target }), ...RESUME } }),
  ),
  caller('one component more', '403 malformed', withInput('"@query")', '"@query" "host")')),
  caller('another tag', '403 malformed', withInput('kube-shields-v1', 'kube-shields-v2')),
  caller('another alg', '403 malformed', withInput(';tag', ';alg="none";tag')),
  caller('two signatures', '403 malformed', (shield, target) =>
    shield.send({ target, headers: joined(shield.sign({ target }), shield.sign({ target })) }),
  ),
  caller('one of the two headers alone', '403 malformed', (shield, target) =>
    shield.send({ target, headers: { Signature: shield.sign({ target })['Signature'] ?? '' } }),
  ),
  caller(
    'a body',
    '403 malformed',
    (shield, target) =>
      shield.send({ target, headers: { ...shield.sign({ target }), 'Content-Length': '2' }, body: '{}' }),
    '413',
  ),
  caller(
    'POST',
    '403 malformed',
    (shield, target) => shield.sendSigned({ target, method: 'POST', headers: { 'Content-Length': '0' } }),
    '405',
  ),
];

function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/** Adds a badge link for the badge `about`, if that is a badge. */
function linked(target: string, about = target): string {
  // Cards have no links; a link to the card's check must not open it either.
  const parsed = parseRequestTarget(about.replace('/why.svg', '/why'));
  const scope = 'fault' in parsed ? undefined : linkScopeOf(parsed);
  return scope === undefined ? target : `${target}${target.includes('?') ? '&' : '?'}k=${makeLink(scope, BADGE_KEY)}`;
}

function caller(name: string, signedRoute: string, ask: Ask, openRoute = 'answered'): Caller {
  return { name, signedRoute, openRoute, ask };
}

/** Signs validly, then rewrites Signature-Input. */
function withInput(from: string | RegExp, to: string): Ask {
  return (shield, target) => {
    const signed = shield.sign({ target });
    const input = signed['Signature-Input'] ?? '';
    return shield.send({ target, headers: { ...signed, 'Signature-Input': input.replace(from, to) } });
  };
}

function joined(one: Record<string, string>, two: Record<string, string>): Record<string, string> {
  const both = (name: string): string => `${one[name] ?? ''}, ${two[name]?.replace('shield=', 'other=') ?? ''}`;
  return { 'Signature-Input': both('Signature-Input'), Signature: both('Signature') };
}
