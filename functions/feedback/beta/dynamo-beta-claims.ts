import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { NowMs } from '../../shared/clock.ts';
import { wasOvertaken } from '../../shared/dynamo.ts';
import type { Contact } from '../contact.ts';
import { betaKey } from '../store/beta-key.ts';
import { type ContactItem, contactKey, type ItemKey } from '../store/feedback-items.ts';
import { type Expiring, feedbackExpiry, unexpired } from '../store/feedback-lifetime.ts';
import { FeedbackTable, type Write } from '../store/feedback-table.ts';
import type { BetaClaims } from './beta-claims.ts';
import { wantsBeta } from './wants-beta.ts';

/** Others may write the contact at the same time, or erase it. */
const ATTEMPTS = 5;

/** An item for each claim, in a partition for each targeting key. It is erased with its feedback. */
export class DynamoBetaClaims implements BetaClaims {
  readonly #table: FeedbackTable;
  readonly #now: NowMs;

  constructor(client: DynamoDBDocumentClient, tableName: string, now: NowMs) {
    this.#table = new FeedbackTable(client, tableName);
    this.#now = now;
  }

  async follow(id: string, targetingKey: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const item = await this.#table.get<ContactItem>(contactKey(id));
      const contact = unexpired(item, this.#now());
      try {
        return await this.#table.transact(
          contact && wantsBeta(contact)
            ? [this.#whileWanted(id), this.#table.putWrite(claimOf(id, targetingKey, contact))]
            : [this.#table.deleteWrite(betaKey(targetingKey, id))],
        );
      } catch (error) {
        if (!wasOvertaken(error) || attempt === ATTEMPTS) throw error;
      }
    }
  }

  async isClaimed(targetingKey: string): Promise<boolean> {
    const { pk } = betaKey(targetingKey, '');
    const claims = await this.#table.partition<ItemKey & Expiring>(pk);
    return claims.some((claim) => unexpired(claim, this.#now()));
  }

  /** What is erased, or not wanted any more, since the contact was read must not come back. */
  #whileWanted(id: string): Write {
    return {
      ConditionCheck: {
        TableName: this.#table.name,
        Key: contactKey(id),
        ConditionExpression: 'attribute_exists(confirmedAt) AND beta.wish = :in',
        ExpressionAttributeValues: { ':in': 'in' },
      },
    };
  }
}

/** It lasts as long as the feedback may; the contact may end before. */
function claimOf(id: string, targetingKey: string, { consentedAt }: Contact): ItemKey & Expiring {
  const expiresAtEpochSeconds = feedbackExpiry({ receivedAt: consentedAt });
  return { ...betaKey(targetingKey, id), expiresAtEpochSeconds };
}
