import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { PATIENCE } from '../shared/patience.ts';
import { createSecretsClient, secretKey } from '../shared/secret-key.ts';
import { DynamoEvents } from './mail/dynamo-events.ts';
import { DynamoMailLedger } from './mail/dynamo-mail-ledger.ts';
import { senderOf } from './mail/environment.ts';
import { isHopeless } from './mail/is-hopeless.ts';
import {
  type MailReporterDependencies,
  type MailsDependencies,
  mailReporter,
  RefusedAddress,
} from './mail/mail-reporter.ts';
import type { MailTask } from './mail/mail-task.ts';
import { createSesClient } from './mail/ses-client.ts';
import { type Sender, SesMailer } from './mail/ses-mailer.ts';
import { workOrSetAside } from './set-aside.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const environment = readEnvironment(
  'TABLE_NAME',
  'KEY_SECRET_ARN',
  'FEEDBACK_URL',
  'MAIL_SENDER',
  'DEAD_LETTERS_URL',
);
const { TABLE_NAME: tableName, KEY_SECRET_ARN, DEAD_LETTERS_URL: deadLettersUrl } = environment;
const log = createLogger('feedback-mail');
const sqs = new SQSClient(PATIENCE);
const ses = createSesClient();
const client = createDynamoClient();
const sender = senderOf(environment);
const processor = new BatchProcessor(EventType.SQS, { logger: log });

const events = new DynamoEvents(client, tableName, systemNow);

const dependencies: MailReporterDependencies = {
  store: new DynamoFeedbackStore(client, tableName, systemNow),
  findEvent: (task) => events.find(task),
  key: secretKey(createSecretsClient(), KEY_SECRET_ARN, systemNow),
  ...(sender && { mails: mailsOf(sender) }),
};

/** Tasks of the dispatcher: names new contacts, asks them whether mails may come, and tells of news. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const work = (record: SQSRecord) =>
    workOrSetAside(record, writeOrRefuse, { sqs, deadLettersUrl, log, isHopeless });
  return processPartialResponse(event, work, processor, {
    context,
    processInParallel: false, // SES takes one mail a second from new accounts
    throwOnFullBatchFailure: false, // the answer says which failed, and the queue gives those again
  });
}

/** An address that SES cannot read is the visitor's mistake: it is nobody's work. */
async function writeOrRefuse({ messageId, body }: SQSRecord): Promise<void> {
  try {
    await mailReporter(JSON.parse(body) as MailTask, dependencies); // our dispatcher wrote it
  } catch (error) {
    const { name } = error instanceof Error ? error : new Error(); // its message may quote the address
    log.warn('Not sent', { eventId: messageId, name });
    if (!(error instanceof RefusedAddress)) throw error;
  }
}

function mailsOf(from: Sender): MailsDependencies {
  const mailer = new SesMailer(ses, from);
  return {
    ledger: new DynamoMailLedger(client, tableName, systemNow),
    send: (to, mail, url) => mailer.send(to, mail, url),
    product: from.name,
    feedbackUrl: environment.FEEDBACK_URL,
    onUnnoted: (error) => log.warn('What became of a mail could not be noted', error as Error),
  };
}
