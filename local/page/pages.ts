import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { LocalCloud } from '../local-cloud.ts';
import { readAlarms } from './alarms.ts';
import { serveClock } from './clock-routes.ts';
import { sendJson, sendProblem } from './json-answer.ts';
import { readMailbox } from './mailbox.ts';
import { overview } from './overview.ts';
import { RecentEvents } from './recent-events.ts';

/** Nothing from elsewhere, nothing inline: what mails and reasons say can only ever be text. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const FILES = [
  ['/', 'page.html', 'text/html; charset=utf-8'],
  ['/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/page.js', 'page.js', 'text/javascript; charset=utf-8'],
] as const;

/** Serves the page of a local cloud and the JSON behind it, on the port of its AWS endpoint. */
export function servePages(cloud: LocalCloud, stage: string): void {
  const recent = new RecentEvents();
  cloud.events.listen((event) => recent.add(event));
  for (const [route, file, contentType] of FILES) serveFile(cloud, route, file, contentType);
  serveClock(cloud.routes, cloud.clock);
  serveJson(cloud, '/overview.json', () => overview(cloud, stage, recent));
  serveJson(cloud, '/alarms.json', async () => ({ alarms: await readAlarms(cloud.cloud) }));
  serveJson(cloud, '/mailbox.json', async () => ({ messages: await readMailbox(cloud.cloud) }));
  serveJson(cloud, '/events.json', async () => ({ events: recent.list() }));
}

function serveFile(cloud: LocalCloud, route: string, file: string, contentType: string): void {
  const content = readFileSync(path.join(__dirname, file));
  cloud.routes.add('GET', route, (_, response) => {
    response.writeHead(200, {
      'content-type': contentType,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
    response.end(content);
  });
}

function serveJson(cloud: LocalCloud, route: string, read: () => Promise<object>): void {
  cloud.routes.add('GET', route, (_, response) => {
    read().then(
      (body) => sendJson(response, 200, body),
      (error: unknown) => sendProblem(response, 500, String(error)),
    );
  });
}
