import type { Badge } from './badge.ts';
import { RenderedBadges } from './rendered-badges.ts';

const badge = (message: string, rest: Partial<Badge> = {}): Badge => ({
  style: 'flat',
  label: 'health',
  message,
  color: 'green',
  labelColor: undefined,
  ...rest,
});

describe('RenderedBadges', () => {
  it('draws a badge once', () => {
    const rendered = new RenderedBadges();
    const first = rendered.draw(badge('a'), { keep: true });
    expect(rendered.draw(badge('a'), { keep: true })).toBe(first);
    expect(rendered.size).toBe(1);
  });

  it('draws an unknown badge without caching it, with the same bytes each time', () => {
    const rendered = new RenderedBadges();
    const first = rendered.draw(badge('not found'), { keep: false });
    expect(rendered.size).toBe(0);
    expect(rendered.draw(badge('not found'), { keep: false })).toEqual(first);
  });

  it.each<[string, Partial<Badge>]>([
    ['style', { style: 'plastic' }],
    ['label', { label: 'API' }],
    ['color', { color: 'red' }],
    ['label color', { labelColor: 'red' }],
    ['message', { message: 'b' }],
  ])('keeps badges that differ in their %s apart', (_, other) => {
    const rendered = new RenderedBadges();
    const one = rendered.draw(badge('a'), { keep: true });
    const another = rendered.draw(badge('a', other), { keep: true });
    expect(another.svg).not.toBe(one.svg);
    expect(another.etag).not.toBe(one.etag);
  });

  it('is bounded by number and by size', () => {
    const few = new RenderedBadges({ max: 3 });
    const small = new RenderedBadges({ maxSize: 5_000 });
    for (let i = 0; i < 20; i++) {
      few.draw(badge(String(i)), { keep: true });
      small.draw(badge(String(i)), { keep: true });
    }
    expect(few.size).toBe(3);
    expect(small.size).toBeGreaterThan(0);
    expect(small.size).toBeLessThan(5);
  });
});
