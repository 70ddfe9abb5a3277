import type { Consumer } from '../../functions/feedback/dispatch/consumer.ts';
import { moveMessages } from '../move-messages.ts';
import type { Target } from '../target.ts';

/** By what its queues are named. */
export const FUNCTION_OF: Readonly<Record<Consumer, string>> = {
  beta: 'feedback-beta-segment',
  cleanup: 'feedback-cleanup',
  mail: 'feedback-mail',
  shipping: 'feedback-shipping',
};

/** Has SQS move all of a consumer's dead letters to where its tasks come from. Gives about how many there are. */
export function moveBack(
  where: Pick<Target, 'client' | 'prefix'>,
  consumer: Consumer,
): Promise<number> {
  const name = FUNCTION_OF[consumer];
  return moveMessages(where, `${name}-dlq`, `${name}-tasks`);
}
