import { anyOf, didYouMean } from '../../config/did-you-mean.ts';

const keys = ['image', 'host', 'port', 'health', 'resources', 'scale', 'gatewayClass', 'env'];

test.each([
  ['imgae', 'image'],
  ['Image', 'image'],
  ['images', 'image'],
  ['helth', 'health'],
  ['resource', 'resources'],
  ['gatewayclass', 'gatewayClass'],
  ['gateway', 'gatewayClass'],
  ['prot', 'port'],
  ['environment', 'env'],
])('%s probably means %s', (found, meant) => {
  expect(didYouMean(found, keys)).toBe(meant);
});

test.each(['replicas', 'x', 'ingress', 'volumes', '', 'pots-and-pans'])('%j is similar to no word', found => {
  expect(didYouMean(found, keys)).toBeUndefined();
});

test('a choice is listed with commas and "or"', () => {
  expect(anyOf(['a'])).toBe('a');
  expect(anyOf(['a', 'b'])).toBe('a or b');
  expect(anyOf(['a', 'b', 'c'])).toBe('a, b or c');
  expect(anyOf(Array.from({ length: 22 }, (_, index) => `k${index}`))).toMatch(/, k19 or 2 more$/);
});
