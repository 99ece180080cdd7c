// Who may ask for what: the whole policy.
import type { AccessMode } from '../../config/config.ts';
import type { RequestTarget } from '../../http/request/request-target.ts';
import { type Access, type AccessClass, ROUTES } from '../../http/request/routes.ts';

const POLICY: Record<AccessMode, Record<AccessClass, Access>> = {
  public: { probe: 'open', page: 'open', badge: 'open', card: 'open', api: 'open', intra: 'signed' },
  private: { probe: 'open', page: 'hidden', badge: 'signed', card: 'signed', api: 'signed', intra: 'signed' },
  'badges-by-link': { probe: 'open', page: 'open', badge: 'signed', card: 'open', api: 'open', intra: 'signed' },
  badges: { probe: 'open', page: 'hidden', badge: 'open', card: 'signed', api: 'signed', intra: 'signed' },
};

export function accessOf(target: RequestTarget, mode: AccessMode): Access {
  if (target.route === undefined) return 'hidden';
  const { access } = ROUTES[target.route];
  if (mode === 'badges' && access === 'badge' && !asksForImage(target)) return 'signed';
  return POLICY[mode][access];
}

/** `svg` (also when nothing is said) or `shields`, said at most once, and nothing beside it that says otherwise. */
export function asksForImage({ query, suffix }: RequestTarget): boolean {
  const [format = 'svg', ...more] = query.getAll('format');
  return more.length === 0 && (format === 'svg' || format === 'shields') && suffix !== 'json' && !query.has('raw');
}
