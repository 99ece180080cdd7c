import { prefersHtml } from './preferred-type.ts';

it.each<[boolean, string | undefined]>([
  [true, 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8'],
  [true, 'text/html'],
  [true, 'TEXT/HTML; charset=utf-8'],
  [true, 'application/json;q=0.5, text/html;q=0.6'],
  [false, 'application/problem+json, text/html;q=0.9'],
  [false, 'application/json, text/html;q=0.9'],
  [false, 'text/html;q=0, */*'],
  [false, 'text/html;q=x'],
  [false, 'image/avif,image/webp,image/svg+xml,*/*;q=0.8'],
  [false, 'text/*'],
  [false, '*/*'],
  [false, ''],
  [false, undefined],
])('HTML is preferred: %s, with the Accept header %j', (expected, accept) => {
  expect(prefersHtml(accept)).toBe(expected);
});
