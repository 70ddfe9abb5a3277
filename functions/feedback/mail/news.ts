import type { FeedbackEvent } from '../feedback-event.ts';
import { CONTACT, EVENT } from '../store/feedback-items.ts';
import type { MailTask } from './mail-task.ts';

/** What happened that a reporter may be written about. */
export interface News {
  readonly id: string;
  /** Names it among all of this feedback: its task may come again. */
  readonly name: string;
  readonly what:
    | { readonly type: 'contact' }
    | { readonly type: 'reply'; readonly text: string }
    | { readonly type: 'status'; readonly to: 'shipped' | 'declined'; readonly release?: string };
}

/**
 * Undefined for all that no mail is written about. Throws at an event that is none.
 *
 * @param event - that the task names, as it is kept; undefined where it is gone
 */
export function newsOf({ id, sk }: MailTask, event: FeedbackEvent | undefined): News | undefined {
  if (sk === CONTACT) return { id, name: CONTACT, what: { type: 'contact' } };
  const what = event && eventOf(event);
  return what && { id, name: sk.slice(EVENT.length), what };
}

function eventOf(event: FeedbackEvent): News['what'] | undefined {
  if (event.type === 'reply') {
    if (typeof event.text !== 'string') throw new Error('A reply without words');
    return { type: 'reply', text: event.text };
  }
  if (event.type !== 'status' || (event.to !== 'shipped' && event.to !== 'declined')) {
    return undefined;
  }
  const { to, release } = event;
  return { type: 'status', to, ...(release !== undefined && { release }) };
}
