import type { StatusView } from '../../functions/feedback/reporter/reported-status.ts';
import { el } from '../widget/el.ts';
import { button } from './button.ts';
import type { StatusApi } from './status-api.ts';
import type { StatusTexts } from './status-texts.ts';

type Ask = (question: ReturnType<StatusApi['read']>) => void;

/** Whether the reporter is a beta tester, and how to change that. */
export function betaSection(
  { beta, mayJoinBeta }: StatusView,
  texts: StatusTexts,
  api: StatusApi,
  ask: Ask,
): readonly Node[] {
  if (!beta) return [];
  return [
    el('h2', { id: 'beta' }, texts.betaTitle),
    el('p', {}, texts.beta[beta]),
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-labelledby': 'beta' },
      ...(mayJoinBeta ? [button(texts.betaJoin, () => ask(api.beta(true)))] : []),
      ...(beta === 'out' ? [] : [button(texts.betaLeave, () => ask(api.beta(false)))]),
    ),
  ];
}
