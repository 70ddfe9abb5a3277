/** What stands behind the `statusUrl` of a 202: its reporter sees what became of feedback, judges it, or erases it. */
import { el } from '../widget/el.ts';
import { type Answer, type StatusApi, statusApi } from './status-api.ts';
import { statusContent } from './status-content.ts';
import { STATUS_STYLE } from './status-style.ts';
import { statusTexts } from './status-texts.ts';

const { language, texts } = statusTexts(navigator.languages);
const status = el('p', { role: 'status', tabindex: -1 });
const content = el('div');

const style = new CSSStyleSheet();
style.replaceSync(STATUS_STYLE);
document.adoptedStyleSheets = [style];
document.documentElement.lang = language;
document.title = texts.title;
document.body.replaceChildren(el('main', {}, el('h1', {}, texts.title), status, content));
addEventListener('hashchange', open);
open();

/** Opens the feedback that the address names. */
async function open(): Promise<void> {
  const api = statusApi(location.origin + location.pathname, location.hash.slice(1));
  status.textContent = texts.loading;
  show(await api.read(), '', api);
}

/** @param thanks - said of an answer to what the reporter did */
function show(answer: Answer, thanks: string, api: StatusApi): void {
  status.textContent = answer.kind === 'shown' ? thanks : texts[answer.kind];
  if (answer.kind === 'failed') return;
  const ask = async (question: Promise<Answer>) => {
    show(await question, texts.sent, api);
    status.focus(); // the button that was pressed is gone
  };
  const parts =
    answer.kind === 'shown' ? statusContent(answer.view, language, texts, api, ask) : [];
  content.replaceChildren(...parts);
}
