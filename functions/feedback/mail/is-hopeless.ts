import { isPoison } from '../triage/is-poison.ts';

/** What SES says of a sender or a configuration set that the team has to set right: waiting does not help. */
const SENDER_REFUSED = [
  'MessageRejected',
  'MailFromDomainNotVerifiedException',
  'NotFoundException',
];

/** Whether no further try can help. An outage, a throttle and a paused account are over some time. */
export function isHopeless(error: unknown): boolean {
  return isPoison(error) || (error instanceof Error && SENDER_REFUSED.includes(error.name));
}
