import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { headerOf } from '../../shared/headers.ts';

/** Whether somebody opens the `statusUrl` in a browser; a program asks for JSON, and brings the secret. */
export function isForPage(event: APIGatewayProxyEvent): boolean {
  if (headerOf(event, 'authorization') !== undefined) return false;
  return /\btext\/html\b/.test(headerOf(event, 'accept') ?? '');
}

/**
 * The page that shows one feedback. It is the same for every id and knows nothing: its script finds the secret behind
 * `#`, where no server sees it, and asks with that.
 */
export function statusPage(script: string): APIGatewayProxyResult {
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store', // the same address answers JSON
      vary: 'Origin, Accept, Authorization',
      'content-security-policy': policyFor(script),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Your feedback</title>
</head>
<body>
<noscript>This page needs JavaScript: the key to your feedback is in its address, where only your browser sees it.</noscript>
<script>${script}</script>
</body>
</html>
`,
  };
}

/** It runs its own script, asks where it came from, and does nothing else. */
function policyFor(script: string): string {
  const hash = createHash('sha256').update(script).digest('base64');
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "connect-src 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
