import { AwsError } from '../../aws-error.ts';
import type { Notification } from './notification.ts';
import type { Subscription } from './subscription.ts';

/** SNS gives up waiting for an answer after this long. */
const TIMEOUT_MS = 15_000;

const TOO_MANY_REQUESTS = 429;

/** Posts to a subscriber on this machine. Nothing leaves the laptop: other hosts are refused. */
export async function postNotification(
  { arn, topicArn, endpoint, rawMessageDelivery }: Subscription,
  { id }: Notification,
  body: string,
): Promise<void> {
  const { hostname } = new URL(endpoint);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw refused(`${hostname} is not this machine: the local cloud sends nothing to other hosts`);
  }
  const response = await post(endpoint, body, {
    'content-type': 'text/plain; charset=UTF-8',
    'user-agent': 'Amazon Simple Notification Service Agent',
    'x-amz-sns-message-type': 'Notification',
    'x-amz-sns-message-id': id,
    'x-amz-sns-topic-arn': topicArn,
    'x-amz-sns-subscription-arn': arn,
    ...(rawMessageDelivery && { 'x-amz-sns-rawdelivery': 'true' }),
  });
  await response.body?.cancel();
  if (response.ok) return;
  const told = `${endpoint} answered ${response.status}`;
  if (response.status >= 500 || response.status === TOO_MANY_REQUESTS) throw failed(told);
  throw refused(told);
}

async function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    return await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' });
  } catch (error) {
    throw failed(`${url} did not answer`, error);
  }
}

/** A failure of the server's: tried again. */
function failed(message: string, cause?: unknown): AwsError {
  return new AwsError('EndpointFailure', message, { statusCode: 503, cause });
}

/** SNS takes a 4xx answer for a subscription that is wrong, which no retry mends. */
function refused(message: string): AwsError {
  return new AwsError('EndpointRefusal', message, { statusCode: 400 });
}
