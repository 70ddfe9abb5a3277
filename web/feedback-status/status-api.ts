import type { Verdict } from '../../functions/feedback/feedback-event.ts';
import type { StatusView } from '../../functions/feedback/reporter/reported-status.ts';

/** What came of asking. */
export type Answer =
  | { readonly kind: 'shown'; readonly view: StatusView }
  | { readonly kind: 'unknown' | 'erased' | 'failed' };

/** What its reporter can ask of one feedback. Never rejects. */
export interface StatusApi {
  read(): Promise<Answer>;
  judge(verdict: Verdict): Promise<Answer>;
  mail(wish: 'confirmed' | 'stopped'): Promise<Answer>;
  beta(member: boolean): Promise<Answer>;
  erase(): Promise<Answer>;
}

/**
 * Asks at the address that shows the page, for JSON this time.
 *
 * @param address - of the feedback, without the secret
 * @param secret - what stood behind `#`: it goes into a header, and so into no log
 */
export function statusApi(address: string, secret: string): StatusApi {
  const ask = async (method: string, path = '', body?: object): Promise<Answer> => {
    try {
      return await answerOf(
        await fetch(address + path, {
          method,
          headers: {
            accept: 'application/json',
            authorization: `Bearer ${secret}`,
            ...(body && { 'content-type': 'application/json' }),
          },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
    } catch {
      return { kind: 'failed' };
    }
  };
  return {
    read: () => ask('GET'),
    judge: (verdict) => ask('POST', '/verdict', { verdict }),
    beta: (member) => ask('POST', '/beta', { member }),
    mail: (wish) => ask('POST', '/contact', { mail: wish }),
    erase: () => ask('DELETE'),
  };
}

async function answerOf(answer: Response): Promise<Answer> {
  if (answer.status === 204) return { kind: 'erased' };
  if (answer.ok) return { kind: 'shown', view: await answer.json() };
  return { kind: answer.status === 401 || answer.status === 404 ? 'unknown' : 'failed' };
}
