import type { DynamoDBRecord } from 'aws-lambda';
import { CONTACT, EVENT, idOfPartition } from '../store/feedback-items.ts';

/** What happened that a reporter may be written about. */
export interface News {
  readonly id: string;
  /** Names it among all of this feedback: a stream may tell of it again. */
  readonly name: string;
  readonly what:
    | { readonly type: 'contact' }
    | { readonly type: 'reply'; readonly text: string }
    | { readonly type: 'status'; readonly to: 'shipped' | 'declined'; readonly release?: string };
}

type Image = NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>;

/** Undefined for all that no mail is written about. Throws at an event that is none. */
export function newsOf({ eventName, dynamodb }: DynamoDBRecord): News | undefined {
  const sk = dynamodb?.Keys?.['sk']?.S ?? '';
  const id = idOfPartition(dynamodb?.Keys?.['pk']?.S ?? '');
  if (eventName !== 'INSERT' || id === undefined) return undefined;
  if (sk === CONTACT) return { id, name: CONTACT, what: { type: 'contact' } };
  if (!sk.startsWith(EVENT)) return undefined;
  const what = eventOf(dynamodb?.NewImage ?? {});
  return what && { id, name: sk.slice(EVENT.length), what };
}

function eventOf(image: Image): News['what'] | undefined {
  const { type, to, text, release } = image;
  if (type?.S === 'reply') {
    if (text?.S === undefined) throw new Error('A reply without words');
    return { type: 'reply', text: text.S };
  }
  if (type?.S !== 'status' || (to?.S !== 'shipped' && to?.S !== 'declined')) return undefined;
  return { type: 'status', to: to.S, ...(release?.S !== undefined && { release: release.S }) };
}
