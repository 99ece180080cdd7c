import { RenderedPages } from './rendered-pages.ts';

it('renders a page once for all requests at one moment, and caches only a few addresses', () => {
  const pages = new RenderedPages(8);
  let rendered = 0;
  const get = (address: string, at = 0, position = 'e.1'): string =>
    pages.get(address, position, at, () => `${address} ${String((rendered += 1))}`);

  for (let n = 0; n < 1_000; n += 1) get('');
  expect(rendered).toBe(1);
  for (let n = 0; n < 100; n += 1) get(`q=${n}`);
  get('q=99');
  expect(rendered).toBe(101);
  // The page was evicted by the other 100.
  get('');
  expect(rendered).toBe(102);
});

it.each([
  ['something changed', 0, 'e.2'],
  ['a second passed', 1_000, 'e.1'],
])('renders again once %s', (_, at, position) => {
  const pages = new RenderedPages(8);
  pages.get('', 'e.1', 0, () => 'old');
  expect(pages.get('', position, at, () => 'new')).toBe('new');
});
