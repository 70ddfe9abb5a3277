import type { StatusView } from '../../functions/feedback/reporter/reported-status.ts';
import { el } from '../widget/el.ts';
import { betaSection } from './beta-section.ts';
import { button } from './button.ts';
import { mailSection } from './mail-section.ts';
import type { StatusApi } from './status-api.ts';
import type { StatusTexts } from './status-texts.ts';
import { timelineText } from './timeline-text.ts';

type Ask = (question: ReturnType<StatusApi['read']>) => void;

/** What there is to see and to do of one feedback. */
export function statusContent(
  view: StatusView,
  language: string,
  texts: StatusTexts,
  api: StatusApi,
  ask: Ask,
): readonly Node[] {
  const line = (at: string, text: string) => el('li', {}, time(at, language), text);
  const timeline = view.timeline.map((entry) => line(entry.at, timelineText(entry, texts)));
  const erase = button(texts.erase, () => confirm(texts.eraseSure) && ask(api.erase()));
  erase.className = 'erase';
  return [
    el('p', { class: 'now' }, texts[view.status]),
    ...(view.verdictDue ? verdictQuestion(texts, api, ask) : []),
    ...mailSection(view, texts, api, ask),
    ...betaSection(view, texts, api, ask),
    el('h2', {}, texts.yours),
    el('blockquote', {}, view.message),
    el('h2', {}, texts.timeline),
    el('ol', {}, line(view.receivedAt, texts.received), ...timeline),
    erase,
  ];
}

function verdictQuestion(texts: StatusTexts, api: StatusApi, ask: Ask): readonly Node[] {
  return [
    el('h2', { id: 'question' }, texts.question),
    el(
      'div',
      { class: 'actions', role: 'group', 'aria-labelledby': 'question' },
      button(texts.fixed, () => ask(api.judge('fixed'))),
      button(texts.stillBroken, () => ask(api.judge('still-broken'))),
    ),
  ];
}

function time(at: string, language: string): HTMLTimeElement {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return el('time', { datetime: at }, format.format(new Date(at)));
}
