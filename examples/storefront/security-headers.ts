import { createHash } from 'node:crypto';
import { PAGE_STYLE } from './page-style.ts';

/**
 * The page may load its own script, use its own style and talk to the feedback API; nothing else.
 *
 * @param connected - what the widget posts to: the API, and the bucket of screenshots
 */
export function securityHeaders(connected: readonly string[]): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${hashOf(PAGE_STYLE)}`,
    `connect-src ${connected.map((url) => new URL(url).origin).join(' ')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  };
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
