import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { MailEnvironment } from '../../functions/feedback/mail/environment.ts';
import type { Sender } from '../../functions/feedback/mail/ses-mailer.ts';
import { BundledFunction } from '../bundled-function.ts';
import { DeadLetterQueue } from '../dead-letter-queue.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { grantItems } from '../table-grants.ts';
import { TaskQueue } from '../task-queue.ts';
import type { Topics } from '../topics.ts';
import type { FeedbackDispatch } from './feedback-dispatch.ts';
import { grantKey } from './feedback-key.ts';
import { MailSender } from './mail-sender.ts';
import type { MailSettings } from './mail-settings.ts';

export interface FeedbackMailProps {
  readonly identity: Identity;

  /** Told on `ticket` of what could not be sent. */
  readonly topics: Topics;

  readonly table: ITable;

  /** Tells of new contacts, answers, and what was shipped or declined. */
  readonly dispatch: FeedbackDispatch;

  /** The key of subjects and of the secrets in mails. */
  readonly secretKey: ISecret;

  /** Where feedback is posted to. */
  readonly feedbackUrl: string;

  /** @default - no mails: addresses are made findable alone */
  readonly mail?: MailSettings;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'feedback-mail'>;
}

const NAME = 'feedback-mail';
const TIMEOUT = Duration.minutes(1);

/** Makes feedback findable by its reporter's address, and writes to reporters who confirmed theirs. */
export class FeedbackMail extends Construct {
  constructor(scope: Construct, id: string, props: FeedbackMailProps) {
    super(scope, id);
    const { identity, topics, dispatch } = props;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { identity, name: NAME, topics });
    const tasks = new TaskQueue(this, 'Tasks', {
      identity,
      name: NAME,
      timeout: TIMEOUT,
      patience: Duration.hours(1), // an outage of minutes loses no mail
      deadLetters,
    });
    this.#function(props, deadLetters).addEventSource(tasks.source(10)); // a minute is enough for ten, though SES answers none
    dispatch.deliver('mail', tasks);
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
      name: NAME,
      bundle: 'feedback/mail-handler',
      description: 'Makes feedback findable by its address, and writes to reporters.',
      timeout: TIMEOUT,
      ...reservationOf(NAME, reservedConcurrency),
      environment: { ...environment },
    });
    grantItems(table, mailer, 'GetItem', 'PutItem', 'Query', 'UpdateItem', 'DeleteItem');
    grantKey(secretKey, mailer);
    deadLetters.grant(mailer, 'sqs:SendMessage');
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
