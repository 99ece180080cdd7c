// Every route of the running app, requested by every caller in every mode. docs/security.md prints the outcomes; after a
// change `npm run access-table` writes them again.
import { readFile, writeFile } from 'node:fs/promises';
import { ROUTES } from '../../src/http/request/routes.ts';
import { BADGE_KEY, CALLERS, type Caller, READ_TOKEN } from '../support/auth/signed-callers.ts';
import {
  CURRENT_KEY,
  NEXT_KEY,
  REMOVED_KEY,
  type Received,
  SigningShield,
  problemIn,
} from '../support/auth/signing-shield.ts';
import { type TemporaryFile, temporaryFile } from '../support/app/temporary-file.ts';

const MODES = {
  private: {},
  badges: { ACCESS: 'badges' },
  'badges-by-link': { ACCESS: 'badges-by-link' },
  public: { OTHER_SHIELDS: 'None' },
} as const;
type Mode = keyof typeof MODES;
const MODE_NAMES = Object.keys(MODES) as Mode[];
type Access = 'open' | 'signed' | 'hidden' | 'intra';
type ByMode = Readonly<Record<Mode, Access>>;

const PROBE: ByMode = { private: 'open', badges: 'open', 'badges-by-link': 'open', public: 'open' };
const PAGE: ByMode = { private: 'hidden', badges: 'hidden', 'badges-by-link': 'open', public: 'open' };
const API: ByMode = { private: 'signed', badges: 'signed', 'badges-by-link': 'open', public: 'open' };
const INTRA: ByMode = { private: 'intra', badges: 'intra', 'badges-by-link': 'intra', public: 'intra' };
/** A badge as JSON: links are for images only. */
const DATA: ByMode = { ...API, 'badges-by-link': 'signed' };
const IMAGE: ByMode = { private: 'signed', badges: 'open', 'badges-by-link': 'signed', public: 'open' };

/**
 * The forms in which a badge is requested. All kinds of badges parse them alike: one kind is requested in every form, the
 * others in some.
 */
const IMAGES = ['', '.svg', '?format=shields'];
const OTHERS = ['?raw', '.json', '?format=svg&format=json', '?format=png'];
const MORE_IMAGES = ['/', '?format=svg', '?style=flat&label=x'];
const MORE_OTHERS = [
  ...['?format=json', '?format=raw', '?raw&format=svg', '.json?format=svg'],
  ...['?format=svg&format=svg', '?format=', '?format=SVG'],
];

/** The rules, written down a second time: a new route needs a row here that says who may request it. */
const EXPECTED: Readonly<Record<string, readonly RouteRule[]>> = {
  '/ping': [{ targets: ['/ping', '/ping/', '/ping?x'], access: PROBE }],
  '/livez': [{ targets: ['/livez'], access: PROBE }],
  '/readyz': [{ targets: ['/readyz'], access: PROBE }],
  '/': [{ targets: ['/', '/?q=web'], access: PAGE }],
  '/s/:name': [{ targets: ['/s/web', '/?q=web'], access: PAGE }],
  '/shields': [{ targets: ['/shields?at=x'], access: PAGE }],
  '/assets/:file': [{ targets: ['/assets/page.css'], access: PAGE }],
  '/docs': [{ targets: ['/docs', '/docs/', '/docs?x'], access: PAGE }],
  '/docs/openapi.json': [{ targets: ['/docs/openapi.json'], access: PAGE }],
  '/docs/:asset': [{ targets: ['/docs/swagger-ui.css', '/docs/start.js'], access: PAGE }],
  '/_/:service/why.svg': [{ targets: ['/_/web/why.svg', '/_/web/why.svg?cluster=here'], access: API }],
  '/_/:service/:check': badge('/_/web/health', [...IMAGES, ...MORE_IMAGES], [...OTHERS, ...MORE_OTHERS]),
  '/a/:prefix/:check': badge('/a/*/health'),
  '/k/:resource/:name/:check': badge('/k/nodes/node-1/ready'),
  '/c/:check': badge('/c/pods'),
  '/services': [{ targets: ['/services', '/services/'], access: API }],
  '/services/:name': [{ targets: ['/services/web', '/services/web/'], access: API }],
  '/v1/services': [{ targets: ['/v1/services', '/v1/services?limit=1'], access: API }],
  '/v1/services/:name/history': [{ targets: ['/v1/services/web/history'], access: API }],
  '/v1/services/:name/why': [{ targets: ['/v1/services/web/why'], access: API }],
  '/v1/services/:name': [{ targets: ['/v1/services/web'], access: API }],
  '/v1/objects': [{ targets: ['/v1/objects', '/v1/objects?limit=1'], access: API }],
  '/v1/objects/:resource/:name/history': [{ targets: ['/v1/objects/nodes/node-1/history'], access: API }],
  '/v1/peers': [{ targets: ['/v1/peers'], access: API }],
  '/v1/sources': [{ targets: ['/v1/sources'], access: API }],
  '/federation/v1/snapshot': [{ targets: ['/federation/v1/snapshot'], access: INTRA }],
  '/federation/v1/stream': [
    { targets: ['/federation/v1/stream', '/federation/v1/stream?heartbeat=5s'], access: INTRA },
  ],
  '/v1/checks': [{ targets: ['/v1/checks'], access: API }],
  '/v1/badges.md': [{ targets: ['/v1/badges.md', '/v1/badges.md?state=ok'], access: API }],
};

/** One caller of each group that gets the same answers everywhere, and both callers that have a badge link. */
const ONE_PER_OUTCOME = CALLERS.filter(
  (caller, i) => caller.badge !== undefined || CALLERS.findIndex((other) => isAlike(caller, other)) === i,
);

function isAlike(one: Caller, other: Caller): boolean {
  const same = ['signedRoute', 'openRoute', 'hidden', 'intra', 'badge'] as const;
  return same.every((key) => one[key] === other[key]);
}

interface RouteRule {
  /** The variant of the route, where it matters. */
  readonly as?: string;
  readonly targets: readonly string[];
  readonly access: ByMode;
}

function badge(path: string, images = IMAGES, others = OTHERS): RouteRule[] {
  return [
    { as: '`svg` or `shields`', targets: images.map((end) => path + end), access: IMAGE },
    { as: 'any other, repeated or unknown `format`', targets: others.map((end) => path + end), access: DATA },
  ];
}

const shields = {} as Record<Mode, SigningShield>;
let notFound: Received;
let tokens: TemporaryFile;
let badgeKeys: TemporaryFile;

beforeAll(async () => {
  tokens = await temporaryFile(READ_TOKEN);
  badgeKeys = await temporaryFile(BADGE_KEY.bytes.toString());
  for (const mode of MODE_NAMES) {
    const files = { READ_TOKENS: tokens.path, BADGE_KEYS: badgeKeys.path };
    shields[mode] = await SigningShield.start({ ...files, ...MODES[mode] }, [CURRENT_KEY, NEXT_KEY, REMOVED_KEY]);
    await removeKey(shields[mode]);
  }
  notFound = await shields.public.send({ target: '/nothing/here' });
});
afterAll(async () => {
  for (const shield of Object.values(shields)) await shield.stop();
  for (const file of [tokens, badgeKeys]) await file.remove();
});

it('the rules cover every route of the running app, and no other', () => {
  const routes = new Set([...routedPaths(shields.public), ...Object.values(ROUTES).map(({ path }) => path)]);
  expect([...routes].sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe.each(MODE_NAMES)('in %s mode', (mode) => {
  it.each(Object.values(EXPECTED).flatMap((rules) => rules.flatMap(rowsOf)))(
    '%s gets the outcomes of its rule',
    async (target, access, callers) => {
      const outcomes: Record<string, string> = {};
      for (const caller of callers) outcomes[caller.name] = outcomeOf(await caller.ask(shields[mode], target));
      expect(outcomes).toEqual(expectedOf(callers, access[mode], isBadge(target)));
    },
  );
});

it('docs/security.md prints the current table of outcomes', async () => {
  const page = new URL('../../docs/security.md', import.meta.url);
  const text = await readFile(page, 'utf8');
  const current = text.replace(/(?<=<!-- access table -->\n).*(?=<!-- end of access table -->)/s, accessTable());
  if (process.env['WRITE_ACCESS_TABLE'] === '1') await writeFile(page, current);
  else expect(text).toBe(current);
});

/** Other spellings of a target are parsed before any signature is verified: one caller per outcome requests them. */
function rowsOf({ targets, access }: RouteRule): [string, ByMode, readonly Caller[]][] {
  return targets.map((target, i) => [target, access, i === 0 ? CALLERS : ONE_PER_OUTCOME]);
}

/** The paths that Express routes. */
function routedPaths({ app }: SigningShield): string[] {
  const express = app.getHttpAdapter().getInstance() as { router: { stack: { route?: { path: string } }[] } };
  return express.router.stack.flatMap(({ route }) => (route === undefined ? [] : [route.path]));
}

/** `answered`: by the route's handler, with any status. */
function outcomeOf(received: Received): string {
  const { status } = received;
  if (status === 403) return `403 ${String(problemIn(received)['type'])}`;
  return isNotFound(received) || [405, 413, 500].includes(status) ? String(status) : 'answered';
}

/** The answer to a path without a route: a hidden route gets the same, of the same length. */
function isNotFound({ status, headers }: Received): boolean {
  return status === 404 && headers['content-length'] === notFound.headers['content-length'];
}

function expectedOf(callers: readonly Caller[], access: Access, badge: boolean): Record<string, string> {
  return Object.fromEntries(callers.map((caller) => [caller.name, expectedFor(caller, access, badge)]));
}

/** A grey image is an answer too; links.spec.ts tests that they are all equal. */
function expectedFor(caller: Caller, access: Access, badge: boolean): string {
  if (badge && caller.badge !== undefined) return caller.badge;
  switch (access) {
    case 'hidden':
      return caller.hidden ?? '404';
    case 'intra':
      return caller.intra ?? caller.signedRoute;
    case 'signed':
      return caller.signedRoute;
    case 'open':
      return caller.openRoute;
  }
}

function isBadge(path: string): boolean {
  return /^\/[_akc]\//.test(path);
}

/** Routes with the same rule share their rows, and so do callers with the same answers. */
function accessTable(): string {
  const rules = Object.entries(EXPECTED).flatMap(([path, all]) => all.map((one) => ({ path, ...one })));
  const groups = Map.groupBy(rules, ({ path, access }) => [isBadge(path), ...Object.values(access)].join());
  const blocks = [...groups.values()].map((group) => {
    const names = group.map(({ path, as }) => `\`${path}\`${as === undefined ? '' : ` as ${as}`}`);
    const { path = '', access = PROBE } = group[0] ?? {};
    return [
      `| **${names.join('**, **')}** |${' |'.repeat(MODE_NAMES.length)}`,
      ...callerRows(access, isBadge(path)),
    ].join('\n');
  });
  const head = `| who asks | ${Object.keys(MODES).join(' | ')} |\n|${'---|'.repeat(MODE_NAMES.length + 1)}`;
  return `\n${[head, ...blocks].join('\n')}\n\n`;
}

function callerRows(access: ByMode, badge: boolean): string[] {
  const answers = (caller: Caller): string =>
    MODE_NAMES.map((mode) => expectedFor(caller, access[mode], badge)).join(' | ');
  const groups = [...Map.groupBy(CALLERS, answers)];
  return groups.map(([answer, callers]) => {
    const names = callers.map(({ name }) => name);
    const everyone = names.includes('unsigned') && names.includes('signed');
    return `| ${everyone ? 'anyone, signed in whatever way' : names.join('; ')} | ${answer} |`;
  });
}

async function removeKey(shield: SigningShield): Promise<void> {
  await shield.writeKeyFile([CURRENT_KEY, NEXT_KEY]);
  await shield.untilKeysAre([CURRENT_KEY, NEXT_KEY]);
}
