import type { NowMs } from '../../shared/clock.ts';
import type { Channel } from '../alerts-config.ts';
import type { PendingMessage } from '../delivery.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Answer, Posted } from './post.ts';
import { requestOf } from './request-of.ts';
import { BadRouteSecret, type RouteSecret } from './route-secret.ts';
import type { RouteSecrets } from './route-secrets.ts';
import { failedForNow, type SendResult } from './send-result.ts';

export interface HttpTools {
  readonly secrets: Pick<RouteSecrets, 'read' | 'readAgain'>;
  readonly post: (posted: Posted) => Promise<Answer>;
  readonly now: NowMs;
}

export type HttpChannel = Exclude<Channel, { channel: 'sns' }>;

/** What a receiver answers to somebody whose key or address is not its own any more. */
const STALE = [401, 403, 404, 410];

/** Sends one message over HTTP. A receiver that does not know us may have changed its address a moment ago: that is looked up. */
export async function sendOverHttp(
  channel: HttpChannel,
  message: PendingMessage,
  tools: HttpTools,
): Promise<SendResult> {
  try {
    const secret = await tools.secrets.read(channel.secretId);
    const attempt = await sendWith(secret, channel, message, tools);
    if (!attempt.isStale) return attempt.result;
    const fresh = await tools.secrets.readAgain(channel.secretId);
    if (isSame(fresh, secret)) return attempt.result;
    return (await sendWith(fresh, channel, message, tools)).result;
  } catch (error) {
    return failedForNow(whyUnread(error));
  }
}

async function sendWith(
  secret: RouteSecret,
  channel: HttpChannel,
  message: PendingMessage,
  { post, now }: HttpTools,
): Promise<{ readonly result: SendResult; readonly isStale: boolean }> {
  const request = requestOf(channel, secret, message, now());
  if ('kind' in request) return { result: request, isStale: true }; // somebody may have just connected it
  const answer = await post(request);
  const isStale = answer.kind === 'answered' && STALE.includes(answer.status);
  return { result: judgeAnswer(answer, now()), isStale };
}

function isSame(one: RouteSecret, other: RouteSecret): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The SDK's messages name secrets by ARN; the name of an error says enough. */
function whyUnread(error: unknown): string {
  if (error instanceof BadRouteSecret) return error.message;
  const name = error instanceof Error ? error.name : 'unknown error';
  return `the route's secret could not be read (${name})`;
}
