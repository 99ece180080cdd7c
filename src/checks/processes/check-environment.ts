// What a check sees of the shield's environment: what programs need to work at all, and what was meant for it.

const ALLOWED = new Set([
  'PATH',
  'HOME',
  'TZ',
  'LANG',
  'TMPDIR',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
]);

/** Variables that begin so are the checks' own. */
const PREFIX = 'CHECK_';

export function checkEnvironment(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const allowed = Object.entries(env).filter(([name]) => ALLOWED.has(name) || name.startsWith(PREFIX));
  return Object.fromEntries(allowed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
