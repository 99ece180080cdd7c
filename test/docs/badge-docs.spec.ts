// The closed lists in the badge guide are complete.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BADGE_PARAMETERS, FORMATS, STYLES } from '../../src/badges/request/badge-query.ts';
import { LOGOS } from '../../src/badges/request/logos.ts';
import { KUBERNETES_REASONS, OWN_REASONS } from '../../src/services/result/reason.ts';

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/badges.md'), 'utf8');

it.each([...OWN_REASONS, ...KUBERNETES_REASONS, ...STYLES, ...FORMATS, ...LOGOS.keys(), ...BADGE_PARAMETERS])(
  'docs/badges.md documents %s',
  (word) => {
    expect(guide).toContain(`\`${word}\``);
  },
);

it('docs/badges.md has only existing pictures, with their accessible names', () => {
  const pictures = [...guide.matchAll(/!\[([^\]]+)\]\((images\/[^)]+)\)/g)];
  expect(pictures.length).toBeGreaterThan(10);
  for (const [, name = '', path = ''] of pictures) {
    expect(readFileSync(join(root, 'docs', path), 'utf8')).toContain(`<title>${name}</title>`);
  }
});
