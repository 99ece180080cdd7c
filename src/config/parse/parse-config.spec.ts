import type { Config } from '../config.ts';
import type { Env } from './env-reader.ts';
import { parseConfig, warningsOf } from './parse-config.ts';

function configOf(env: Env): Config {
  const parsed = parseConfig(env);
  if ('faults' in parsed) throw new Error(parsed.faults.join('\n'));
  return parsed.config;
}

function faultsOf(env: Env): readonly string[] {
  const parsed = parseConfig(env);
  return 'faults' in parsed ? parsed.faults : [];
}

const hub: Env = { CLUSTER_NAME: 'home', INTRA_SECRET: '/keys/shields', OTHER_SHIELDS: 'east.example.com' };

describe('without any variable', () => {
  it('is a private shield with the documented defaults', () => {
    expect(configOf({})).toEqual({
      access: { mode: 'private', hosts: [] },
      site: { name: 'kube-shields', frameAncestors: "'self'", corsOrigins: [] },
      http: { port: 8080, metricsPort: 9090, badgesPort: 0 },
      cluster: 'local',
      peers: [],
      checks: { interval: 30_000, timeout: 5_000 },
      discovery: {
        watchNamespaces: [],
        excludedNamespaces: ['kube-system'],
        watchWorkloads: true,
        serviceLabels: ['serving.knative.dev/service'],
        annotations: ['service', 'ignore', 'min', 'link', 'maintenance'],
        sidecars: [],
        cronTimeZone: 'UTC',
        maxServices: 20_000,
        startGrace: 60_000,
        staleAfter: 90_000,
        forgetAfter: 86_400_000,
        objects: [],
      },
      details: 'pods',
      history: { keepFor: 400 * 86_400_000, serviceMetrics: false },
      maintenance: {},
      badges: { maxAge: 10_000 },
      log: { level: 'info', format: 'json' },
    });
  });

  it('ignores unknown variables', () => {
    expect(faultsOf({ PATH: '/bin', KUBERNETES_SERVICE_HOST: '10.0.0.1', SHIELD_TYPO: '1' })).toEqual([]);
  });
});

describe('a variable that is one letter off a known one', () => {
  it.each(['OTHER_SHEILDS', 'ACESS', 'INTRA_SECRETS', 'KUBECONFG', 'BADGE_KEY'])('%s is a warning', (name) => {
    const { warnings } = parseConfig({ [name]: 'hunter2' });
    expect(warnings).toEqual([expect.stringContaining(`${name}: no such variable is read.`) as string]);
    expect(warnings.join('')).not.toContain('hunter2');
  });

  it('produces no warning when both are known', () => {
    const env = { PORT: '1', HOST: '127.0.0.1', HOME: '/', PATH: '/bin', TERM: 'x', HOSTNAME: 'x', POD_NAME: 'x' };
    expect(parseConfig(env).warnings).toEqual([]);
  });
});

describe('values of a closed list', () => {
  it('may be written in any case', () => {
    const config = configOf({ ACCESS: 'Public', LOG_LEVEL: 'WARN', LOG_FORMAT: 'Pretty', WATCH_WORKLOADS: 'FALSE' });
    expect(config.access.mode).toBe('public');
    expect(config.log).toEqual({ level: 'warn', format: 'pretty' });
    expect(config.discovery.watchWorkloads).toBe(false);
  });
});

describe('links and tokens', () => {
  it('have separate files, a port and an address', () => {
    const env = { READ_TOKENS: '/t', BADGE_KEYS: '/k', BADGES_PORT: '8081', BADGES_URL: 'https://badges.example.com/' };
    expect(configOf(env)).toMatchObject({
      access: { mode: 'private', readTokensFile: '/t', badgeKeysFile: '/k' },
      http: { badgesPort: 8081 },
      badges: { url: 'https://badges.example.com' },
    });
  });

  it.each<[Env, string]>([
    [{ BADGES_PORT: '8081' }, 'BADGES_PORT: would show nothing'],
    [{ BADGES_PORT: '8080', ACCESS: 'public' }, 'BADGES_PORT: is the same as PORT'],
    [{ ACCESS: 'badges-by-link' }, 'BADGE_KEYS: is needed by ACCESS=badges-by-link'],
    [{ BADGES_URL: 'badges.example.com' }, 'BADGES_URL: is not an origin with a path'],
  ])('%j is a fault', (env, text) => {
    expect(faultsOf(env).join('\n')).toContain(text);
  });

  it.each(['public', 'badges'])('the port needs no keys if ACCESS=%s opens badges', (mode) => {
    expect(configOf({ BADGES_PORT: '8081', ACCESS: mode }).http.badgesPort).toBe(8081);
  });
});

describe('access', () => {
  it.each<[Env, string]>([
    [{}, 'private'],
    [{ OTHER_SHIELDS: '' }, 'private'],
    [{ OTHER_SHIELDS: '  ' }, 'private'],
    [{ OTHER_SHIELDS: 'None' }, 'public'],
    [{ OTHER_SHIELDS: 'none' }, 'public'],
    [hub, 'public'],
    [{ ...hub, ACCESS: 'private' }, 'private'],
    [{ OTHER_SHIELDS: 'None', ACCESS: 'badges' }, 'badges'],
    [{ ACCESS: 'public' }, 'public'],
  ])('with %j is %s', (env, mode) => {
    expect(configOf(env).access.mode).toBe(mode);
  });

  it('reads the path of the key file from either variable', () => {
    const both = { INTRA_SECRET: '/keys', INTRA_SHIELD_SECRET: '/keys' };
    for (const env of [{ INTRA_SECRET: '/keys' }, { INTRA_SHIELD_SECRET: '/keys' }, both]) {
      expect(configOf({ ...env, CLUSTER_NAME: 'home' }).access.secretFile).toBe('/keys');
    }
  });

  it('keeps the authorities in the form in which they are compared', () => {
    expect(configOf({ SHIELD_HOSTS: 'Shields.Example.com, [::1]:8080' }).access.hosts).toEqual([
      'shields.example.com',
      '[::1]:8080',
    ]);
  });
});

describe('OTHER_SHIELDS', () => {
  it.each([
    ['east.example.com', 'https://east.example.com', 'east.example.com'],
    ['east.example.com:8443', 'https://east.example.com:8443', 'east.example.com:8443'],
    ['https://east.example.com/shields/', 'https://east.example.com/shields', 'https://east.example.com/shields/'],
    ['http://10.0.0.7:8080', 'http://10.0.0.7:8080', 'http://10.0.0.7:8080'],
    ['[2001:db8::1]:8443', 'https://[2001:db8::1]:8443', '[2001:db8::1]:8443'],
    ['https://me:pass@east.example.com', 'https://me:pass@east.example.com', 'https://east.example.com'],
    ['me:pass@east.example.com', 'https://me:pass@east.example.com', 'east.example.com'],
  ])('%s is the shield at %s, shown as %s', (entry, url, address) => {
    expect(configOf({ ...hub, OTHER_SHIELDS: entry }).peers).toEqual([{ address, url }]);
  });

  it('pins names, and accepts spaces, commas and line breaks between entries', () => {
    const peers = configOf({ ...hub, OTHER_SHIELDS: 'east=e.example.com,\n west=https://w.example.com/x  ,c' }).peers;
    expect(peers.map(({ pinnedName, url }) => [pinnedName, url])).toEqual([
      ['east', 'https://e.example.com'],
      ['west', 'https://w.example.com/x'],
      [undefined, 'https://c'],
    ]);
  });

  it('does not mistake an equals sign in a URL for a pinned name', () => {
    expect(configOf({ ...hub, OTHER_SHIELDS: 'https://e.example.com/a=b' }).peers).toEqual([
      { address: 'https://e.example.com/a=b', url: 'https://e.example.com/a=b' },
    ]);
  });

  it.each([
    ['ftp://east.example.com', 'is not a shield'],
    ['https://', 'is not a shield'],
    ['east.example.com:99999', 'is not a shield'],
    ['https://e.example.com/?x=1', 'has a query'],
    ['https://e.example.com/#top', 'has a query or a fragment'],
    ['-east=e.example.com', "can't be a cluster's"],
    [`${'x'.repeat(64)}=e.example.com`, "can't be a cluster's"],
    ['None, e.example.com', 'stands alone'],
    ['https://hub:100%@e.example.com', 'Write it as `%25`'],
    ['https://hub:%ff@e.example.com', 'Write it as `%25`'],
    ['http//e.example.com', '`e.example.com` comes after `http//`'],
    ['e.example.com;w.example.com', 'Separate entries by a space or a comma'],
    ['https://hub:pa/ss@e.example.com', '`e.example.com` is not a shield'],
    ['https://hub:80/ss@e.example.com', '`/`, `?` and `#` in a user or password'],
  ])('%s is a fault: %s', (entry, text) => {
    const faults = faultsOf({ ...hub, OTHER_SHIELDS: entry });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^OTHER_SHIELDS: /);
    expect(faults[0]).toContain(text);
  });

  it.each([
    'ftp://me:hunter2@e',
    'x y=me:hunter2@e?q',
    'https://me:hunter2@e/?x',
    '-n=https://me:hunter2@e',
    'a:hunter2@b@c?q',
    'https://me:hunter2%@e',
    'https://me:hunter2/x@e',
    'https://me:80/hunter2@e',
    'https://me:hunter2,x@e',
    'https://me:hunter2 x@e',
    'https://me:1#hunter2@e',
    'https://e/?token=hunter2',
    'e/hunter2;x',
    '"https://me:hunter2@e"',
  ])('never prints the credentials of %s', (entry) => {
    const reported = [...faultsOf({ ...hub, OTHER_SHIELDS: entry })].join('\n');
    expect(reported).toContain('OTHER_SHIELDS');
    expect(reported).not.toContain('hunter2');
  });
});

describe('quotes', () => {
  it.each([
    ['SHIELD_SITE_NAME', '"Example Inc."'],
    ['OTHER_SHIELDS', "'None'"],
    ['PORT', '"8080"'],
    ['FRAME_ANCESTORS', '"https://wiki.example.com"'],
  ])('around the value of %s are one fault, and cause no other', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toEqual([expect.stringContaining(`${name}: begins and ends with a quote. Leave both out`)]);
  });

  it("are required around 'self' and 'none' in FRAME_ANCESTORS, and a missing one is reported", () => {
    expect(configOf({ FRAME_ANCESTORS: "'self'" }).site.frameAncestors).toBe("'self'");
    expect(configOf({ FRAME_ANCESTORS: "'self' 'none'" }).site.frameAncestors).toBe("'self' 'none'");
    expect(faultsOf({ FRAME_ANCESTORS: 'https://a.example.com self' })).toEqual([
      "FRAME_ANCESTORS: self needs quotes of its own. Write it as 'self'.",
    ]);
  });
});

describe('shields that request each other need', () => {
  it('a cluster name, if there are peers', () => {
    expect(faultsOf({ ...hub, CLUSTER_NAME: undefined })).toEqual([expect.stringMatching(/^CLUSTER_NAME: is needed/)]);
  });

  it('a cluster name, if there is a key', () => {
    expect(faultsOf({ INTRA_SECRET: '/keys' })).toEqual([expect.stringMatching(/^CLUSTER_NAME: is needed/)]);
  });

  it('a key, if there are peers', () => {
    expect(faultsOf({ ...hub, INTRA_SECRET: '' })).toEqual([expect.stringMatching(/^INTRA_SECRET: is needed/)]);
  });
});

describe('lists', () => {
  it('are split at spaces and commas, and name each item once', () => {
    expect(configOf({ WATCH_NAMESPACES: 'a, b  c,a' }).discovery.watchNamespaces).toEqual(['a', 'b', 'c']);
  });

  it('of excluded namespaces may contain globs', () => {
    const { excludedNamespaces } = configOf({ EXCLUDED_NAMESPACES: 'kube-*, *-ci a' }).discovery;
    expect(excludedNamespaces).toEqual(['kube-*', '*-ci', 'a']);
    for (const text of ['*', '**', 'A*', 'a?', 'Team', 'team_a', '-a'])
      expect(faultsOf({ EXCLUDED_NAMESPACES: text })).toHaveLength(1);
  });

  it('replace the default, even when they are empty', () => {
    expect(configOf({ EXCLUDED_NAMESPACES: 'a' }).discovery.excludedNamespaces).toEqual(['a']);
    expect(configOf({ EXCLUDED_NAMESPACES: '' }).discovery.excludedNamespaces).toEqual([]);
    expect(configOf({ SERVICE_LABELS: '' }).discovery.serviceLabels).toEqual([]);
  });

  it('of frame ancestors contain the page’s own origin unless others are listed', () => {
    expect(configOf({ FRAME_ANCESTORS: '' }).site.frameAncestors).toBe("'self'");
    expect(configOf({ FRAME_ANCESTORS: "'self', https://wiki.example.com" }).site.frameAncestors).toBe(
      "'self' https://wiki.example.com",
    );
  });
});

describe('BADGE_MAX_AGE', () => {
  it.each<[Env, number]>([
    [{}, 10_000],
    [{ STALE_AFTER: '10s' }, 5_000],
    [{ STALE_AFTER: '20s' }, 10_000],
    [{ STALE_AFTER: '60s', BADGE_MAX_AGE: '30s' }, 30_000],
    [{ BADGE_MAX_AGE: '0' }, 0],
  ])('with %j is %d ms', (env, maxAge) => {
    expect(configOf(env).badges.maxAge).toBe(maxAge);
  });
});

describe('a value that is out of range', () => {
  it.each([
    ['ACCESS', 'everyone', 'public, private, badges'],
    ['SHIELD_HOSTS', 'https://x', 'host:port'],
    ['CLUSTER_NAME', '-x', 'letters, digits'],
    ['CLUSTER_NAME', 'x'.repeat(64), 'at most 63'],
    ['SHIELD_SITE_NAME', 'x'.repeat(201), 'at most 200'],
    ['SHIELD_SITE_NAME', 'a\nb', 'one line'],
    ['PUBLIC_URL', 'shields.example.com', 'https://'],
    ['PUBLIC_URL', 'https://x/?q', 'origin with a path'],
    ['FRAME_ANCESTORS', 'x;script-src', 'origin'],
    ['CORS_ORIGINS', 'https://x/', 'origin'],
    ['CORS_ORIGINS', '*', 'origin'],
    ['HOST', 'http://x', 'without scheme'],
    ['PORT', '65536', '0 to 65535'],
    ['PORT', '80.5', 'whole number'],
    ['PORT', '-1', 'whole number'],
    ['METRICS_PORT', '8080', 'same as PORT'],
    ['CHECK_INTERVAL', '30', '500ms'],
    ['CHECK_TIMEOUT', '10ms', 'at least 100ms'],
    ['WATCH_NAMESPACES', 'a/b', 'namespace'],
    ['WATCH_NAMESPACES', Array.from({ length: 101 }, (_, i) => `n${i}`).join(), 'at most 100'],
    ['EXCLUDED_NAMESPACES', '_', 'namespace'],
    ['SERVICE_LABELS', 'a/b/c', 'label'],
    ['ANNOTATION_NAMES', 'yes', 'true, false'],
    ['MAX_SERVICES', '0', '1 to 1000000'],
    ['START_GRACE', 'soon', '500ms'],
    ['STALE_AFTER', '2999ms', 'at least 3s'],
    ['FORGET_AFTER', '99999h', 'at most 8736h'],
    ['BADGE_MAX_AGE', '46s', 'at most 45s'],
    ['LOG_LEVEL', 'verbose', 'fatal, error'],
    ['LOG_FORMAT', 'text', 'json, pretty'],
  ])('%s=%s is a fault that says: %s', (name, value, text) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}: `));
    expect(faults[0]).toContain(text);
    expect(faults[0]).toMatch(/^[\x20-\x7e…]+$/);
  });

  it('is reported with all others at once', () => {
    const names = faultsOf({ PORT: 'x', STALE_AFTER: 'x', LOG_LEVEL: 'x' }).map((fault) => fault.split(':')[0]);
    expect(names.sort()).toEqual(['LOG_LEVEL', 'PORT', 'STALE_AFTER']);
  });

  it('never prints the path of the key, which may be the key itself', () => {
    const faults = faultsOf({ INTRA_SECRET: 'top-secret-one', INTRA_SHIELD_SECRET: 'top-secret-two' });
    expect(faults.join('\n')).toMatch(/INTRA_SHIELD_SECRET: names another file/);
    expect(faults.join('\n')).not.toContain('top-secret');
  });
});

describe('warnings', () => {
  it('say that a private shield without a key answers no one', () => {
    expect(warningsOf(configOf({}))).toEqual([expect.stringContaining('answers no one')]);
    expect(warningsOf(configOf({ INTRA_SECRET: '/keys', CLUSTER_NAME: 'home' }))).toEqual([]);
    expect(warningsOf(configOf({ OTHER_SHIELDS: 'None' }))).toEqual([]);
  });

  it('name peers that are requested without TLS', () => {
    const warnings = warningsOf(configOf({ ...hub, OTHER_SHIELDS: 'http://me:hunter2@10.0.0.7 e.example.com' }));
    expect(warnings).toEqual([expect.stringMatching(/http:\/\/10\.0\.0\.7.*insecure/)]);
  });
});
