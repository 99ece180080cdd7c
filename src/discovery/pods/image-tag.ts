// The tag of an image: `1.4` of `registry:5000/shop/web:1.4@sha256:…`.
import { cleanText } from '../../config/clean-text.ts';

/** The tag, else the digest's first 7 hex digits, else `latest`, Kubernetes' default. */
export function imageTagOf(image: string): string {
  if (BARE_DIGEST.test(image)) return shortDigest(image);
  const at = image.indexOf('@');
  const name = at < 0 ? image : image.slice(0, at);
  // A colon before the last slash is a registry's port.
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const tag = colon < 0 ? '' : cleanText(name.slice(colon + 1, colon + 1 + MAX_TAG));
  return tag || shortDigest(at < 0 ? '' : image.slice(at + 1)) || 'latest';
}

/** What container runtimes report for an image without a name. */
const BARE_DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The OCI distribution specification's limit. */
const MAX_TAG = 128;

function shortDigest(digest: string): string {
  return /^[A-Za-z0-9+._-]+:([0-9a-f]{7})/.exec(digest)?.[1] ?? '';
}
