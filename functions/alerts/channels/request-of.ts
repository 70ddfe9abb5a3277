import type { PendingMessage } from '../delivery.ts';
import type { Posted } from './post.ts';
import type { RouteSecret } from './route-secret.ts';
import type { HttpChannel } from './send-over-http.ts';
import { failedForGood, failedForNow, type SendResult, UNCONNECTED } from './send-result.ts';
import { signatureHeaders } from './sign.ts';

const PAGERDUTY = {
  us: 'https://events.pagerduty.com',
  eu: 'https://events.eu.pagerduty.com',
} as const;

const LOOPBACK = /^127(\.\d{1,3}){3}$/;

/** The request of one attempt; or what became of it, where there is nothing to send it to. */
export function requestOf(
  channel: HttpChannel,
  secret: RouteSecret,
  message: PendingMessage,
  nowMs: number,
): Posted | SendResult {
  if (channel.channel === 'pagerduty') return pagerDutyRequest(channel.region, secret, message);
  const url = channel.channel === 'webhook' ? (channel.url ?? secret.url) : secret.url;
  if (url === undefined) return UNCONNECTED;
  const address = webAddress(url);
  if (!address) {
    return failedForGood('its address is not one that begins with https://: connect it again');
  }
  if (channel.channel !== 'webhook') return { url: address, headers: {}, body: message.body };
  return webhookRequest(address, secret, message, nowMs);
}

/** The key is part of the body, but of none that is kept. */
function pagerDutyRequest(
  region: 'us' | 'eu',
  { routingKey, url }: RouteSecret,
  { body }: PendingMessage,
): Posted | SendResult {
  if (routingKey === undefined) return UNCONNECTED;
  const event = JSON.parse(body) as { readonly event_action?: string }; // we wrote it
  const path = event.event_action === undefined ? '/v2/change/enqueue' : '/v2/enqueue';
  const origin = url === undefined ? PAGERDUTY[region] : webAddress(url)?.origin;
  if (origin === undefined) {
    return failedForGood("the address in PagerDuty's secret is not one: connect it again");
  }
  return {
    url: new URL(path, origin),
    headers: {},
    body: JSON.stringify({ routing_key: routingKey, ...event }),
  };
}

function webhookRequest(
  url: URL,
  { keys }: RouteSecret,
  { id, body }: PendingMessage,
  nowMs: number,
): Posted | SendResult {
  if (keys.length === 0) {
    return failedForNow("the route's secret has no key, and nothing is sent unsigned: rotate it");
  }
  const epochSeconds = Math.floor(nowMs / 1_000);
  return { url, headers: signatureHeaders({ id, epochSeconds, body }, keys), body };
}

/** Alerts name what is broken: they travel encrypted, or not at all beyond this machine. */
function webAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isPrivate =
    url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return isPrivate ? url : undefined;
}
