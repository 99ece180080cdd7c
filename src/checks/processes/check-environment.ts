// The environment variables of a check: those that programs need to work, and those with the prefix for checks.

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

/** Variables with this prefix are passed to checks. */
const PREFIX = 'CHECK_';

export function checkEnvironment(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const allowed = Object.entries(env).filter(([name]) => ALLOWED.has(name) || name.startsWith(PREFIX));
  return Object.fromEntries(allowed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
