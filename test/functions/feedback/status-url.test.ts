import { statusUrl } from '../../../functions/feedback/status-url.ts';
import { apiEvent } from '../../support/api-event.ts';

function urlFor(headers: Readonly<Record<string, string>>, path = '/v1/feedback') {
  return statusUrl(apiEvent({ path, headers }), 'id', 'secret');
}

test('is the address that was posted to, with the secret where no server sees it', () => {
  const url = new URL(urlFor({ Host: 'feedback.example', 'X-Forwarded-Proto': 'https' }));
  expect(url.origin + url.pathname).toBe('https://feedback.example/prod/v1/feedback/id');
  expect(url.hash).toBe('#secret');
});

test('names port and protocol of a laptop', () => {
  expect(urlFor({ host: '127.0.0.1:4567', 'x-forwarded-proto': 'http' })).toBe(
    'http://127.0.0.1:4567/prod/v1/feedback/id#secret',
  );
});

test.each(['', 'evil.example/x', 'a b', 'ann@evil.example', 'evil.example#'])(
  'is of the API where the header says %j, which is no host',
  (host) => {
    expect(urlFor({ host })).toBe('https://api.example/prod/v1/feedback/id#secret');
  },
);

test('has no slash twice', () => {
  expect(urlFor({}, '/v1/feedback//')).toBe('https://api.example/prod/v1/feedback/id#secret');
});
