import { createHash } from 'node:crypto';
import { answerHealth, answerPage, type Switches } from '../../../examples/storefront/answer.ts';
import type { StorefrontEnvironment } from '../../../examples/storefront/environment.ts';

const environment: StorefrontEnvironment = {
  AFTERPROD_RELEASE: '0123456789ab',
  FEEDBACK_URL: 'https://feedback.example.com/prod/v1/feedback',
  FEEDBACK_UPLOAD_URL: 'https://quarantine.s3.example',
  FEEDBACK_KEY: 'publishable',
};
const visitor = { id: '7f0c7d0e-6f0a-4c55-9a55-0d1c6e6f1c11' };
const well: Switches = { newCheckout: { value: false, variant: 'off' }, isFailing: false };

function pageWith(differing: Partial<Switches> = {}, variables = environment) {
  return answerPage('/prod', visitor, { ...well, ...differing }, variables);
}

test('shows the classic checkout, the release, and the feedback widget', () => {
  const { statusCode, body } = pageWith();
  expect(statusCode).toBe(200);
  expect(body).toContain('data-checkout="classic"');
  expect(body).toContain('<code id="release">0123456789ab</code>');
  expect(body).toContain('src="/prod/afterprod-feedback.js"');
  expect(body).toContain('data-endpoint="https://feedback.example.com/prod/v1/feedback"');
  expect(body).toContain('data-key="publishable"');
  expect(body).toContain(`name="afterprod-targeting-key" content="${visitor.id}"`);
});

test('shows the new checkout to whom the toggle says so, and tells feedback which one it was', () => {
  const { body } = pageWith({ newCheckout: { value: true, variant: 'on' } });
  expect(body).toContain('data-checkout="new"');
  expect(body).toContain(
    'name="afterprod-toggles" content="{&quot;new-checkout&quot;:&quot;on&quot;}"',
  );
});

test('allows its own scripts, exactly the style that it holds, the feedback API and its bucket of screenshots', () => {
  const { body, headers } = pageWith();
  const policy = String(headers?.['content-security-policy']);
  const style = /<style>(.*?)<\/style>/s.exec(body)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  expect(policy).toContain(`style-src 'sha256-${hash}';`);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(body).not.toMatch(/<script[^>]*>[^<]/);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(
    'connect-src https://feedback.example.com https://quarantine.s3.example;',
  );
  expect(policy).not.toContain('unsafe');
});

test('has no style or handler in its elements, which its own policy would stop', () => {
  expect(pageWith().body).not.toMatch(/\s(style|on[a-z]+)="/);
});

test('escapes what it is given', () => {
  const hostile = { ...environment, AFTERPROD_RELEASE: `"><script>alert(1)</script>'&` };
  const { body } = pageWith({}, hostile);
  expect(body).not.toContain('<script>alert');
  expect(body).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;');
});

test('gives a new visitor a cookie, and a known one none', () => {
  const named = answerPage('/', { ...visitor, cookie: 'visitor=x' }, well, environment);
  expect(named.headers).toMatchObject({ 'set-cookie': 'visitor=x' });
  expect(pageWith().headers).not.toHaveProperty('set-cookie');
});

test('breaks on purpose', () => {
  expect(pageWith({ isFailing: true })).toMatchObject({ statusCode: 500 });
  const health = answerHealth({ isFailing: true }, environment);
  expect(health).toMatchObject({
    statusCode: 503,
    headers: { 'content-type': 'application/health+json' },
  });
  expect(JSON.parse(health.body)).toMatchObject({ status: 'fail', releaseId: '0123456789ab' });
});

test('is well', () => {
  const health = answerHealth({ isFailing: false }, environment);
  expect(health.statusCode).toBe(200);
  expect(JSON.parse(health.body)).toEqual({
    status: 'pass',
    releaseId: '0123456789ab',
    description: 'The storefront',
  });
});
