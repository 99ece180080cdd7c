import { imageTagOf } from './image-tag.ts';

it.each([
  ['web:1.4', '1.4'],
  ['registry.example:5000/shop/web:1.4', '1.4'],
  ['registry.example:5000/shop/web', 'latest'],
  ['registry.example:5000/shop/web:1.4@sha256:0123456789abcdef', '1.4'],
  ['registry.example:5000/shop/web@sha256:0123456789abcdef', '0123456'],
  ['web', 'latest'],
  ['web:', 'latest'],
  ['web@sha256:xyz', 'latest'],
  ['', 'latest'],
  [`web:${'x'.repeat(500)}`, 'x'.repeat(128)],
])('the tag of %s is %s', (image, tag) => {
  expect(imageTagOf(image)).toBe(tag);
});
