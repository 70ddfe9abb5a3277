import { createCookieJar } from '../../../../functions/probes/journeys/cookie-jar.ts';

const NOW_MS = Date.parse('2026-11-23T09:00:00Z');
const DAY_MS = 24 * 3_600_000;

/** The header for an address after some lines were set by another. */
function sent(lines: readonly string[], from: string, to = from, laterMs = 0): string | undefined {
  let nowMs = NOW_MS;
  const jar = createCookieJar(() => nowMs);
  jar.keep(new URL(from), lines);
  nowMs += laterMs;
  return jar.headerFor(new URL(to));
}

const SHOP = 'https://shop.example.com/cart/items';

test.each<[string, string | undefined]>([
  ['a=1', 'a=1'],
  ['  a = 1 2 ; HttpOnly', 'a=1 2'],
  ['a="1"', 'a="1"'],
  ['a=b=c', 'a=b=c'],
  ['a=', 'a='],
  ['alone', 'alone'],
  ['=alone', 'alone'],
  ['', undefined],
  [' = ;Path=/', undefined],
  ['a=1\u0000', undefined],
  ['a=1\r\nx: y', undefined],
  [`a=${'x'.repeat(4095)}`, `a=${'x'.repeat(4095)}`],
  [`a=${'x'.repeat(4096)}`, undefined],
])('of the line %j it keeps %j', (line, kept) => {
  expect(sent([line], SHOP)).toBe(kept);
});

test.each([
  ['only itself', 'a=1', ['https://shop.example.com/cart/', 'https://SHOP.example.com/cart/pay']],
  [
    'its domain',
    'a=1; Domain=.Example.com; Path=/',
    [SHOP, 'https://example.com/', 'https://a.b.example.com/'],
  ],
])('a cookie goes back to %s', (_, line, addresses) => {
  for (const address of addresses) expect(sent([line], SHOP, address)).toBe('a=1');
});

test.each([
  ['a name beside', 'a=1; Path=/', 'https://api.example.com/'],
  ['a name above', 'a=1; Path=/', 'https://example.com/'],
  ['a name below', 'a=1; Path=/', 'https://a.shop.example.com/'],
  ['a name that ends alike', 'a=1; Domain=example.com; Path=/', 'https://notexample.com/'],
  ['http, when it is secure', 'a=1; Secure', 'http://shop.example.com/cart/items'],
  ['a path above', 'a=1', 'https://shop.example.com/'],
  ['a path beside', 'a=1', 'https://shop.example.com/cartoon'],
  ['a path that begins alike', 'a=1; Path=/ca', SHOP],
])('a cookie does not go to %s', (_, line, address) => {
  expect(sent([line], SHOP, address)).toBeUndefined();
});

test.each([
  ['of another domain', 'a=1; Domain=example.org; Path=/', SHOP, 'https://example.org/'],
  ['of a name below', 'a=1; Domain=a.shop.example.com; Path=/', SHOP, 'https://a.shop.example.com'],
  ['of a top-level domain', 'a=1; Domain=com; Path=/', SHOP, 'https://example.com/'],
  ['of a part of an address', 'a=1; Domain=0.0.1', 'http://127.0.0.1/', 'http://10.0.0.1/'],
  ['that is secure, from http', 'a=1; Secure', 'http://a.example.com/', 'https://a.example.com/'],
  ['__Secure- without Secure', '__Secure-a=1', SHOP, SHOP],
  ['__Host- without Secure', '__Host-a=1; Path=/', SHOP, SHOP],
  ['__host- with a domain', '__host-a=1; Secure; Path=/; Domain=shop.example.com', SHOP, SHOP],
  ['__Host- without its path', '__Host-a=1; Secure', SHOP, SHOP],
])('a cookie %s is dropped', (_, line, from, to) => {
  expect(sent([line], from, to)).toBeUndefined();
  expect(sent([line], from)).toBeUndefined();
});

test.each([
  ['__Host-a=1; Secure; Path=/', SHOP],
  ['a=1; Domain=127.0.0.1', 'http://127.0.0.1:8080/'],
  ['a=1; Secure', 'http://127.0.0.1:8080/'],
  ['a=1; Secure', 'http://[::1]:8080/'],
  ['a=1; Domain=localhost; Secure', 'http://localhost:8080/'],
  ['a=1; Domain=; Path=relative', SHOP],
  [`a=1; Path=/${'x'.repeat(1024)}`, SHOP],
])('%s is kept of %s', (line, from) => {
  expect(sent([line], from)).toContain('a=1');
});

test('http does not put a cookie before one that https has set', () => {
  const jar = createCookieJar(() => NOW_MS);
  jar.keep(new URL('https://example.com/'), ['session=mine; Secure; Domain=example.com']);
  jar.keep(new URL('http://shop.example.com/'), ['session=theirs', 'other=2']);
  expect(jar.headerFor(new URL('https://shop.example.com/'))).toBe('session=mine; other=2');
});

test.each([
  ['Max-Age=60', 59_999, 60_000],
  ['Expires=Mon, 23 Nov 2026 09:01:00 GMT', 59_999, 60_000],
  ['Max-Age=60; Expires=Mon, 23 Nov 2026 09:00:10 GMT', 59_999, 60_000],
  ['Max-Age=soon; Expires=Mon, 23 Nov 2026 09:01:00 GMT', 59_999, 60_000],
  ['Max-Age=99999999999', 400 * DAY_MS - 1, 400 * DAY_MS],
  ['Expires=Fri, 31 Dec 9999 23:59:59 GMT', 400 * DAY_MS - 1, 400 * DAY_MS],
])('with %s it is sent until it expires', (attribute, untilMs, fromMs) => {
  expect(sent([`a=1; ${attribute}`], SHOP, SHOP, untilMs)).toBe('a=1');
  expect(sent([`a=1; ${attribute}`], SHOP, SHOP, fromMs)).toBeUndefined();
});

test('one that no date is said of lasts', () => {
  expect(sent(['a=1; Expires=tomorrow'], SHOP, SHOP, 1000 * DAY_MS)).toBe('a=1');
});

test.each(['Max-Age=0', 'Max-Age=-1', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'])(
  '%s takes it away',
  (attribute) => {
    expect(sent(['a=1', 'b=2', `a=; ${attribute}`], SHOP)).toBe('b=2');
  },
);

test('one that was taken away and comes back is the youngest', () => {
  expect(sent(['a=1', 'b=2', 'a=; Max-Age=0', 'a=3'], SHOP)).toBe('b=2; a=3');
});

test('http may set a cookie of the name of a secure one that it does not stand before', () => {
  const jar = createCookieJar(() => NOW_MS);
  jar.keep(new URL('https://example.com/'), ['a=1; Secure; Path=/account']);
  jar.keep(new URL('http://example.com/'), ['a=2']);
  expect(jar.headerFor(new URL('http://example.com/'))).toBe('a=2');
});

test('the longest path comes first, then what was set first, though it was changed since', () => {
  const lines = ['a=1; Path=/', 'b=2; Path=/', 'c=3; Path=/cart', 'a=4; Path=/'];
  expect(sent(lines, SHOP)).toBe('c=3; a=4; b=2');
});

test('of two cookies of one name each is kept for its path', () => {
  expect(sent(['a=1; Path=/', 'a=2; Path=/cart'], SHOP)).toBe('a=2; a=1');
});

test('more than 180 are not kept: the oldest go', () => {
  const lines = Array.from({ length: 200 }, (_, at) => `n${at}=1`);
  const names = (sent(lines, SHOP) ?? '').split('; ');
  expect(names).toHaveLength(180);
  expect(names[0]).toBe('n20=1');
});
