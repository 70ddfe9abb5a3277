import { redactContext } from '../../../functions/feedback/redact-context.ts';

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

test('what a browser says of itself stays, down to a version that looks like an address', () => {
  expect(redactContext({ userAgent: CHROME }).userAgent).toBe(CHROME);
});

test('what is personal in it does not', () => {
  const userAgent = 'Mozilla/5.0 ann@example.com password=hunter2 +49 151 23456789 at 192.0.2.7';
  expect(redactContext({ userAgent }).userAgent).toBe(
    'Mozilla/5.0 [e-mail] password=[secret] [number] at [address]',
  );
});

test.each(['@', '%40', '%2540', '%252540'])('an address with %s in a path is hidden', (at) => {
  const { url } = redactContext({ url: `https://shop.example.com/users/ann${at}example.com` });
  expect(url).toBe('https://shop.example.com/users/[e-mail]');
});

test('a path with an encoded sign and nothing personal stays as it came', () => {
  const url = 'https://shop.example.com/%40types/50%2525';
  expect(redactContext({ url })).toEqual({ url });
});

test('errors of the page are redacted, one by one', () => {
  expect(redactContext({ errors: ['boom', 'no user ann@example.com'] }).errors).toEqual([
    'boom',
    'no user [e-mail]',
  ]);
});
