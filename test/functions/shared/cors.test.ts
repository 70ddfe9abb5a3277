import { corsHeaders } from '../../../functions/shared/cors.ts';
import { apiEvent } from '../../support/api-event.ts';

const SHOP = 'https://shop.example';

function allowedFor(origin: string, allowedOrigins: readonly string[]): string | undefined {
  const headers = corsHeaders(apiEvent({ headers: { Origin: origin } }), allowedOrigins);
  return headers['access-control-allow-origin'];
}

test('lets the pages of allowed origins read', () => {
  expect(allowedFor(SHOP, ['https://other.example', SHOP])).toBe(SHOP);
});

test.each(['https://evil.example', `${SHOP}.evil.example`, 'null', ''])(
  'not those of %j',
  (origin) => {
    expect(allowedFor(origin, [SHOP])).toBeUndefined();
  },
);

test('never repeats what was sent where every origin may read', () => {
  expect(allowedFor('hostile\r\nset-cookie: a=b', ['*'])).toBe('*');
});

test('keeps caches from giving one page the answer for another', () => {
  expect(corsHeaders(apiEvent(), [SHOP])).toEqual({ vary: 'Origin' });
});
