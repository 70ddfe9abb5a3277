import { holdsLink } from '../../../../functions/feedback/shipping/holds-link.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const commits = ['0123456789ab#12', '123456789abc', '23456789abcd#7#70'];
const NAMED = { repository: 'acme/shop', commits };
const UNNAMED = { commits };

test.each([
  '0123456',
  '0123456789ab',
  SHA,
  'acme/shop#12',
  'Acme/Shop#7',
  'acme/shop#70',
  `https://gitlab.example.com/acme/shop/-/commit/${SHA}`,
  'https://bitbucket.org/acme/shop/commits/123456789abc',
])('%s is in the release', (link) => {
  expect(holdsLink(NAMED, link)).toBe(true);
});

test.each([
  '0123457',
  `${SHA.slice(0, 11)}0`,
  'acme/shop#1',
  'acme/shop#120',
  'acme/other#12',
  'https://example.com/tickets/12',
  'https://example.com/commits/0123456/files',
  'https://example.com/commit/xyz',
])('%s is not', (link) => {
  expect(holdsLink(NAMED, link)).toBe(false);
});

test('where nobody knows whose commits they are the number of a pull request tells', () => {
  expect(holdsLink(UNNAMED, 'acme/other#12')).toBe(true);
  expect(holdsLink(UNNAMED, 'acme/other#13')).toBe(false);
});
