import { InvalidParameterException, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { PendingMessage } from '../delivery.ts';
import { failedForGood, failedForNow, type SendResult, TOLD } from './send-result.ts';

/** Publishes a message to the topic to which people subscribe. */
export async function sendBySns(
  sns: SNSClient,
  TopicArn: string,
  { body }: PendingMessage,
): Promise<SendResult> {
  const { subject, message } = JSON.parse(body) as { subject: string; message: string }; // we wrote it
  try {
    await sns.send(new PublishCommand({ TopicArn, Subject: subject, Message: message }));
    return TOLD;
  } catch (error) {
    if (error instanceof InvalidParameterException) return failedForGood('SNS refuses its form');
    const name = error instanceof Error ? error.name : 'unknown error';
    return failedForNow(`SNS did not take it (${name})`);
  }
}
