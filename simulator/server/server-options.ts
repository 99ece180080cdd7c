// How a simulated API server behaves.
import type { SecureContextOptions } from 'node:tls';

export interface ServerOptions {
  /** Accepted bearer tokens; none: no token is needed. */
  readonly tokens?: readonly string[];
  /** HTTPS with this key and certificate. */
  readonly tls?: SecureContextOptions;
  /** Milliseconds; default one minute, as in a real server. */
  readonly bookmarkInterval?: number;
  /** Milliseconds for which a list waits for a future version; default 3 s, as in a real server. */
  readonly futureListWait?: number;
  /** Milliseconds; see WatchTiming. */
  readonly slowReader?: number;
  /** No timeouts and timed bookmarks, for tests that advance the shield's clock. */
  readonly isUntimed?: boolean;
  /** No protobuf, whatever the client accepts. */
  readonly isJsonOnly?: boolean;
  /** Maximum number of objects on a page, whatever limit is requested; default unlimited. */
  readonly maxPageSize?: number;
  /** `gitVersion` in `/version`; default v1.36.0. */
  readonly gitVersion?: string;
  /** Resources (as in URLs) that RBAC doesn't grant; default none. */
  readonly ungranted?: readonly string[];
}
