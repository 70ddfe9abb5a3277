import {
  ConditionalCheckFailedException,
  type TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { wasOvertaken } from '../../shared/dynamo.ts';
import { contactKey, type ItemKey, mailKey, subjectKey } from '../store/feedback-items.ts';
import { FeedbackTable, type Write } from '../store/feedback-table.ts';
import { ASKED_MS, type Claim, LEASE_MS, type Mailing, type MailLedger } from './mail-ledger.ts';

/** As long as feedback is kept, from the mail on. */
const KEPT_MS = 180 * 24 * 60 * 60 * 1000;

/** Mails beside the feedback that they are about, and who was asked beside what leads there from an address. */
export class DynamoMailLedger implements MailLedger {
  readonly #table: FeedbackTable;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#table = new FeedbackTable(client, tableName);
    this.#now = now;
  }

  async claim(mailing: Mailing): Promise<Claim> {
    const { asks } = mailing;
    try {
      await this.#table.transact([
        this.#noteSecret(mailing),
        this.#claimMail(mailing),
        ...(asks === undefined ? [] : [this.#claimDay(mailing.id, asks)]),
      ]);
      return 'claimed';
    } catch (error) {
      if (!wasOvertaken(error)) throw error;
      return this.#claimAfter(error, mailing);
    }
  }

  async settle(mailing: Mailing): Promise<void> {
    await ifStillThere(
      this.#table.update({
        Key: mailKey(mailing),
        UpdateExpression: 'SET isSettled = :yes',
        ConditionExpression: 'attribute_exists(pk)', // erased feedback does not come back
        ExpressionAttributeValues: { ':yes': true },
      }),
    );
  }

  async release(mailing: Mailing): Promise<void> {
    const { id, asks } = mailing;
    await this.#table.transact([this.#table.deleteWrite(mailKey(mailing))]);
    if (asks === undefined) return;
    const mine = { ':id': id };
    await ifStillThere(
      this.#table.update({
        Key: askedKey(asks),
        UpdateExpression: 'SET expiresAtEpochSeconds = :never',
        ConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ...mine, ':never': 0 },
      }),
    );
  }

  /** The condition that decides whether a mail is wanted at all comes first. */
  #noteSecret({ id, secretHash }: Mailing): Write {
    return {
      Update: {
        TableName: this.#table.name,
        Key: contactKey(id),
        UpdateExpression: 'SET mailSecretHash = :hash',
        ConditionExpression: 'expiresAtEpochSeconds > :now AND attribute_not_exists(stoppedAt)',
        ExpressionAttributeValues: { ':hash': secretHash, ':now': this.#nowSeconds() },
      },
    };
  }

  #claimMail(mailing: Mailing): Write {
    const Item = { ...mailKey(mailing), claimedAtMs: this.#now(), ...this.#expiry(KEPT_MS) };
    return {
      Put: {
        TableName: this.#table.name,
        Item,
        ConditionExpression:
          'attribute_not_exists(pk) OR (attribute_not_exists(isSettled) AND claimedAtMs <= :over)',
        ExpressionAttributeValues: { ':over': this.#now() - LEASE_MS },
      },
    };
  }

  #claimDay(id: string, subject: string): Write {
    return {
      Put: {
        TableName: this.#table.name,
        Item: { ...askedKey(subject), id, ...this.#expiry(ASKED_MS) },
        ConditionExpression:
          'attribute_not_exists(pk) OR expiresAtEpochSeconds <= :now OR id = :id',
        ExpressionAttributeValues: { ':now': this.#nowSeconds(), ':id': id },
      },
    };
  }

  async #claimAfter(cancelled: TransactionCanceledException, mailing: Mailing): Promise<Claim> {
    const [contact, mail, day] = (cancelled.CancellationReasons ?? []).map(
      ({ Code }) => Code === 'ConditionalCheckFailed',
    );
    if (contact) return 'unwanted';
    if (mail) {
      const item = await this.#table.get<ItemKey & { isSettled?: boolean }>(mailKey(mailing));
      return item?.isSettled ? 'settled' : 'busy';
    }
    if (day) return 'asked';
    throw cancelled; // another transaction holds one of them: the stream tries again
  }

  #expiry(lastingMs: number) {
    return { expiresAtEpochSeconds: Math.floor((this.#now() + lastingMs) / 1000) };
  }

  #nowSeconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

function askedKey(subject: string): ItemKey {
  return { pk: subjectKey(subject, '').pk, sk: 'ASKED' };
}

async function ifStillThere(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
