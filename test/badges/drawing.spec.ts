// The look of badges: every style in every state against reviewed golden files, and hostile texts.
// DRAW=1 npm run jest -- test/badges/drawing writes the pictures again; look at them before committing them.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { STYLES, type Style } from '../../src/badges/request/badge-query.ts';
import { type Badge, badgeOf } from '../../src/badges/draw/badge.ts';
import { LOGOS } from '../../src/badges/request/logos.ts';
import { renderBadge } from '../../src/badges/draw/render-badge.ts';
import { xmlFault } from '../support/http/xml.ts';

const TEXTS: Record<string, readonly [label: string, message: string, color: string, labelColor?: string]> = {
  ok: ['health', '3/3 (0 restarts)', 'green'],
  restarts: ['health', '3/3 (5 restarts)', 'yellow'],
  degraded: ['health', '2/3 (1 restart)', 'red'],
  completed: ['health', 'completed', 'green'],
  retrying: ['health', 'retrying', 'yellow'],
  failed: ['health', 'failed', 'red'],
  'no-pods': ['health', 'no pods', 'lightgrey'],
  stale: ['health', '3/3 (0 restarts) (stale)', 'lightgrey'],
  'not-found': ['health', 'not found', 'lightgrey'],
  version: ['version', 'v1.4.1', 'blue'],
  rollout: ['version', 'v1.4.1 → v1.5.0', 'orange'],
  overridden: ['payments', '12/12 (0 restarts)', 'c0ffee', '246'],
  hostile: ['<script>&"\'', '\u05e9\u05dc\u05d5\u05dd \u{1f600} ]]>', 'brightgreen'],
};

/** Badges of the cluster itself, as the documentation shows them. */
const CLUSTER_TEXTS: typeof TEXTS = {
  'cluster-version': ['Kubernetes', 'v1.35.2', 'blue'],
  'cluster-nodes': ['nodes', '6/6 ready', 'green'],
  'cluster-pods': ['pods', '143/143 running', 'blue'],
  'cluster-services': ['services', '47 ok, 3 down', 'red'],
  'cluster-age': ['age', '212 d', 'blue'],
};

const badge = (name: string, style: Style): Badge => {
  const [label, message, color, labelColor] = TEXTS[name] ?? CLUSTER_TEXTS[name] ?? ['', '', ''];
  return { style, label, message, color, labelColor };
};

const golden = STYLES.flatMap((style) =>
  Object.keys(TEXTS).map((name) => [`${style}-${name}`, badge(name, style)] as const),
);
const pictures = [
  ...Object.keys(TEXTS)
    .filter((name) => name !== 'hostile')
    .map((name) => [name, badge(name, 'flat')] as const),
  ...STYLES.map((style) => [`style-${style}`, badge('ok', style)] as const),
  ...Object.keys(CLUSTER_TEXTS).map((name) => [name, badge(name, 'flat')] as const),
];

describe.each([
  ['test/golden', golden],
  ['docs/images', pictures],
])('badges as drawn in %s', (folder, drawn) => {
  const directory = join(import.meta.dirname, '../..', folder);
  if (process.env['DRAW'] === '1') {
    mkdirSync(directory, { recursive: true });
    for (const [name, one] of drawn) writeFileSync(join(directory, `${name}.svg`), `${renderBadge(one)}\n`);
  }

  it.each(drawn)('%s is unchanged', (name, one) => {
    expect(`${renderBadge(one)}\n`).toBe(readFileSync(join(directory, `${name}.svg`), 'utf8'));
  });
});

it('has no unused golden file', () => {
  const names = readdirSync(join(import.meta.dirname, '../golden')).filter((name) => name.endsWith('.svg'));
  expect(names.toSorted()).toEqual(golden.map(([name]) => `${name}.svg`).toSorted());
});

describe('every drawn badge', () => {
  it.each(golden)('is well-formed, links nowhere and loads nothing: %s', (_, one) => {
    const svg = renderBadge(one);
    expect(xmlFault(svg)).toBeUndefined();
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /href|https?:|<script|<image|<a[ >]|\son\w+=/,
    );
  });

  it.each<[Style, string]>([
    ['flat', 'health: 1/1 (1 restart)'],
    ['flat-square', 'health: 1/1 (1 restart)'],
    ['plastic', 'health: 1/1 (1 restart)'],
    ['social', 'Health: 1/1 (1 restart)'],
    ['for-the-badge', 'HEALTH: 1/1 (1 RESTART)'],
  ])('has an accessible name in the case that %s uses', (style, name) => {
    const svg = renderBadge({ ...badge('ok', style), message: '1/1 (1 restart)' });
    expect(svg).toContain(`role="img" aria-label="${name}"><title>${name}</title>`);
  });

  it('shares no id with another badge on the same page', () => {
    const idsOf = (one: Badge): string[] => [...renderBadge(one).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
    for (const style of ['flat', 'plastic', 'social'] as const) {
      const [one, other] = [idsOf(badge('ok', style)), idsOf(badge('failed', style))];
      expect(one.length).toBeGreaterThan(0);
      // The blur filter of shadows is the same in all badges.
      expect(one.filter((id) => other.includes(id) && id !== 'blur')).toEqual([]);
    }
  });

  it('is well-formed with any texts, which it truncates', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const hostile = fc.oneof(
      text,
      fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 400 }).map((units) => String.fromCharCode(...units)),
      fc.constantFrom(
        ']]>',
        '&#0;',
        '--><svg onload=alert(1)>',
        '\ud800',
        '\u0000',
        '\ufffe',
        '\u202e',
        '" onload="x',
        '%s',
      ),
    );
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(...STYLES), (label, status, style) => {
        const resolved = { check: 'hits', label, status, color: 'blue', state: 'ok', validFor: 1000 } as const;
        const svg = renderBadge(badgeOf(resolved, { ...NO_QUERY, style }));
        expect(xmlFault(svg)).toBeUndefined();
        expect(svg.length).toBeLessThan(40_000);
      }),
    );
  });

  it.each([
    ['flat', 'health: '],
    ['for-the-badge', 'HEALTH: '],
    ['social', 'Health: '],
  ] as const)('draws at most 60 characters in %s, and has the whole text in the title', (style, head) => {
    const long = `${'w'.repeat(80)}<&"'`;
    const svg = renderBadge({ style, label: 'health', message: long, color: 'green', labelColor: undefined });
    const whole = style === 'for-the-badge' ? 'W'.repeat(80) : 'w'.repeat(80);
    expect(svg).toContain(`<title>${head}${whole}&lt;&amp;&quot;&apos;</title>`);
    expect(svg).toContain(`aria-label="${head}${whole}&lt;&amp;&quot;&apos;"`);
    expect(svg.match(/w{61}/gi)?.length).toBe(2);
    expect(xmlFault(svg)).toBeUndefined();
  });

  it.each(STYLES)('has the path of a logo in %s, no image, and ids that no other badge has', (style) => {
    const badge = { style, label: 'health', message: '3/3', color: 'green', labelColor: undefined };
    const [one, other] = [renderBadge({ ...badge, logo: 'helm' }), renderBadge({ ...badge, logo: 'redis' })];
    expect(one).toContain(LOGOS.get('helm'));
    expect(one).not.toContain('<image');
    expect(xmlFault(one)).toBeUndefined();
    const idsOf = (svg: string): string[] => [...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id = '']) => id);
    expect(idsOf(one).filter((id) => idsOf(other).includes(id))).toEqual([]);
    for (const [, id = ''] of one.matchAll(/url\(#([^)]+)\)/g)) expect(idsOf(one)).toContain(id);
  });
});

const NO_QUERY = {
  format: 'svg',
  strict: false,
  style: undefined,
  label: undefined,
  labelColor: undefined,
  color: undefined,
  namespace: undefined,
  cluster: undefined,
  window: undefined,
  mark: false,
  palette: undefined,
  reason: false,
  logo: undefined,
  faults: [],
} as const;

describe('the check for well-formedness', () => {
  it.each([
    '<svg><g/>',
    '<svg></g></svg>',
    '<svg>&nbsp;</svg>',
    '<svg>&</svg>',
    '<svg a="1" a="2"/>',
    '<svg a="<"/>',
    '<svg/><svg/>',
    'text',
    '<svg>\u0001</svg>',
    '<svg>\ud800</svg>',
    '<svg a=1/>',
    '<svg>a > b</svg>',
  ])('finds the fault in %j', (xml) => {
    expect(xmlFault(xml)).toBeDefined();
  });
});
