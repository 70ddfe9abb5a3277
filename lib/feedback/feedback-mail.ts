import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MailEnvironment } from '../../functions/feedback/mail/environment.ts';
import type { Sender } from '../../functions/feedback/mail/ses-mailer.ts';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';
import { grantKey } from './feedback-key.ts';
import { MailSender } from './mail-sender.ts';
import type { MailSettings } from './mail-settings.ts';

export interface FeedbackMailProps {
  readonly identity: Identity;

  /** Told on `ticket` of what could not be sent. */
  readonly topics: Topics;

  /** The feedback, with a stream of what happens to it. */
  readonly table: ITable;

  /** The key of subjects and of the secrets in mails. */
  readonly secretKey: ISecret;

  /** Where feedback is posted to. */
  readonly feedbackUrl: string;

  /** @default - no mails: addresses are made findable alone */
  readonly mail?: MailSettings;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-mail'>;
}

/** Makes feedback findable by its reporter's address, and writes to reporters who confirmed theirs. */
export class FeedbackMail extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackMailProps) {
    super(scope, id);
    const { identity, topics, table, mail } = props;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      identity,
      name: 'feedback-mail',
      topics,
    });
    this.#function(props, deadLetters).addEventSource(
      new DynamoEventSource(table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 10, // a minute is enough for ten, though SES answers none
        maxRecordAge: Duration.hours(1), // tried until then: an outage of minutes loses no mail
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(deadLetters),
        filters: mail ? [newContact(), newReply(), newlyClosed()] : [newContact()],
      }),
    );
  }

  #function(props: FeedbackMailProps, deadLetters: IQueue): BundledFunction {
    const { identity, table, secretKey, mail, reservedConcurrency } = props;
    const from = mail && new MailSender(this, 'Sender', { identity, mail });
    const sender = mail && from && senderOf(identity, mail, from);
    const environment: MailEnvironment = {
      TABLE_NAME: table.tableName,
      KEY_SECRET_ARN: secretKey.secretArn,
      FEEDBACK_URL: props.feedbackUrl,
      MAIL_SENDER: JSON.stringify(sender ?? null),
      DEAD_LETTERS_URL: deadLetters.queueUrl,
    };
    const mailer = new BundledFunction(this, 'Function', {
      identity,
      name: 'feedback-mail',
      bundle: 'feedback/mail-handler',
      description: 'Makes feedback findable by its address, and writes to reporters.',
      timeout: Duration.minutes(1),
      ...reservationOf('feedback-mail', reservedConcurrency),
      environment: { ...environment },
    });
    acknowledge(mailer.role ?? mailer, 'ListStreams takes no resource.', 'IAM5[Resource::*]');
    grantItems(table, mailer, 'GetItem', 'PutItem', 'Query', 'UpdateItem', 'DeleteItem');
    grantKey(secretKey, mailer);
    from?.grantSend(mailer);
    return mailer;
  }
}

function senderOf(
  { project }: Identity,
  mail: MailSettings,
  { configurationSet }: MailSender,
): Sender {
  const { from, replyTo, product: name = project } = mail;
  return { from, name, configurationSet, ...(replyTo !== undefined && { replyTo }) };
}

function newContact() {
  return FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { sk: { S: FilterRule.isEqual('CONTACT') } } },
  });
}

function newReply() {
  return FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: {
      Keys: { sk: { S: FilterRule.beginsWith('EVENT#') } },
      NewImage: { type: { S: FilterRule.isEqual('reply') } },
    },
  });
}

function newlyClosed() {
  return FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: {
      Keys: { sk: { S: FilterRule.beginsWith('EVENT#') } },
      NewImage: {
        type: { S: FilterRule.isEqual('status') },
        to: { S: FilterRule.or('shipped', 'declined') },
      },
    },
  });
}
