import { createHash } from 'node:crypto';
import { isForPage, statusPage } from '../../../../functions/feedback/reporter/status-page.ts';
import { apiEvent } from '../../../support/api-event.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function opened(headers: Readonly<Record<string, string>>): boolean {
  return isForPage(apiEvent({ method: 'GET', path: '/v1/feedback/1', headers }));
}

test('who opens the address in a browser gets the page, and a program JSON', () => {
  expect(opened({ Accept: BROWSER })).toBe(true);
  expect(opened({ accept: 'application/json' })).toBe(false);
  expect(opened({ accept: '*/*' })).toBe(false);
  expect(opened({})).toBe(false);
});

test('who brings a secret asks for what it opens, whatever else is accepted', () => {
  expect(opened({ Accept: BROWSER, Authorization: 'Bearer x' })).toBe(false);
});

test('the page runs the script that it holds, and no other', () => {
  const { body, headers } = statusPage("document.title = 'x'");
  const [, script = ''] = /<script>(.*?)<\/script>/s.exec(body) ?? [];
  expect(script).toBe("document.title = 'x'");
  const policy = String(headers?.['content-security-policy']);
  const hash = createHash('sha256').update(script).digest('base64');
  expect(policy).toContain(`script-src 'sha256-${hash}';`);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('neither caches nor addresses give it away', () => {
  expect(statusPage('').headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
});
