import type { StatusView } from '../../functions/feedback/reporter/reported-status.ts';
import { el } from '../widget/el.ts';
import { button } from './button.ts';
import type { StatusApi } from './status-api.ts';
import type { StatusTexts } from './status-texts.ts';

type Ask = (question: ReturnType<StatusApi['read']>) => void;

/**
 * Whether mails tell the reporter what becomes of it, and how to change that. It takes a click: programs that look into
 * mails follow every link.
 */
export function mailSection(
  { mail, mayConfirmMail }: StatusView,
  texts: StatusTexts,
  api: StatusApi,
  ask: Ask,
): readonly Node[] {
  if (!mail) return [];
  const confirm = mail === 'stopped' ? texts.mailAgain : texts.mailConfirm;
  const state = mail === 'unconfirmed' && !mayConfirmMail ? texts.mailWaits : texts.mail[mail];
  return [
    el('h2', { id: 'mail' }, texts.mailTitle),
    el('p', {}, state),
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-labelledby': 'mail' },
      ...(mayConfirmMail ? [button(confirm, () => ask(api.mail('confirmed')))] : []),
      ...(mail === 'stopped' ? [] : [button(texts.mailStop, () => ask(api.mail('stopped')))]),
    ),
  ];
}
