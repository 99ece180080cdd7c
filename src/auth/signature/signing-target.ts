// What of a URL goes onto the wire, byte for byte. The URL class would normalise the path, and then what is signed
// would not be what is sent.

export interface SigningTarget {
  readonly host: string;
  readonly target: string;
}

/** Undefined unless it is an absolute http or https URL in ASCII, without credentials. A fragment is never sent. */
export function signingTargetOf(url: string): SigningTarget | undefined {
  const parts = /^https?:\/\/(?<host>[\w.:[\]-]+)(?<target>[/?][!$-~]*)?(?:#.*)?$/i.exec(url)?.groups;
  if (parts?.['host'] === undefined || !URL.canParse(url)) return undefined;
  const target = parts['target'] ?? '/';
  return { host: parts['host'], target: target.startsWith('/') ? target : `/${target}` };
}
