import { Conversation } from './conversation.ts';
import { dialogView } from './dialog-view.ts';
import { dictionaryFor } from './dictionary-for.ts';
import { factsOfPage } from './facts-of-page.ts';
import { SCALES, type Scale } from './form-values.ts';
import { formView } from './form-view.ts';
import type { Letter } from './letter.ts';
import type { Locales } from './locales.ts';
import type { Outcome } from './outcome.ts';
import { contextOf } from './page-facts.ts';
import { type LoadScreenshot, screenshotSlot } from './screenshot-slot.ts';
import { sentAlong } from './sent-along.ts';
import { STYLE } from './style.ts';
import { targetingKeyOf } from './targeting-key.ts';
import type { Waiter } from './waiter.ts';

/** What the button's file gives to the dialog's, which shares no module with it. */
export interface DialogProps {
  readonly host: HTMLElement;
  readonly locales: Locales;
  /** The page's last errors, noted as they happen. */
  readonly errors: readonly string[];
  readonly send: (key: string, body: string, waiter: Waiter) => Promise<Outcome>;
  readonly screenshot: LoadScreenshot;
}

/** The dialog, to be put into the page. */
export interface FeedbackDialog {
  readonly dialog: HTMLDialogElement;
  readonly style: string;
  /** A letter that had to wait, perhaps since another page, has come to something. */
  hear(letter: Letter, outcome: Outcome): void;
}

/** Builds what the button opens: a file of its own, which the page loads when it has nothing else to do. */
export function feedbackDialog(props: DialogProps): FeedbackDialog {
  const { host, locales, errors, send } = props;
  const { language, texts } = dictionaryFor(languagesOf(host), locales);
  const targetingKey = () => targetingKeyOf(host);
  const asksBeta = host.hasAttribute('beta') && targetingKey() !== undefined;
  const form = formView(texts, scaleIn(host.getAttribute('rating') ?? ''), asksBeta);
  const view = dialogView(texts, form);
  const { dialog } = view;
  const context = () => contextOf(factsOfPage(host, errors, language));
  const slot = screenshotSlot(texts.screenshot, async () => {
    const file = await props.screenshot().catch(() => view.say(texts.refused));
    return file?.screenshotPanel({ host, language, locales });
  });
  if (host.hasAttribute('screenshot')) form.hint.before(slot.element);
  const conversation = new Conversation({
    texts,
    form,
    view,
    context,
    targetingKey,
    send,
    followLetter: slot.follow,
  });
  dialog.lang = language;
  for (const event of ['focusin', 'change']) {
    // Opened, or about to be sent: by then the page may know more.
    dialog.addEventListener(event, () => {
      form.hint.textContent = sentAlong(texts, context(), form.values().beta);
    });
  }
  form.form.addEventListener('submit', (event) => {
    event.preventDefault();
    conversation.send();
  });
  return { dialog, style: STYLE, hear: (letter, outcome) => conversation.hear(letter, outcome) };
}

/** What the page says around the widget goes before what the browser prefers. */
function languagesOf(host: HTMLElement): readonly string[] {
  const said = host.closest<HTMLElement>('[lang]')?.lang;
  return said ? [said] : navigator.languages;
}

function scaleIn(name: string): Scale | undefined {
  return Object.hasOwn(SCALES, name) ? (name as Scale) : undefined;
}
