import type { Dictionary } from './dictionary.ts';
import { el } from './el.ts';
import { FORM, type FormView } from './form-view.ts';

/** The dialog around the form. */
export interface DialogView {
  readonly dialog: HTMLDialogElement;
  /** Tells the visitor, screen readers included; with the page where its writer sees what becomes of it. */
  say(text: string, statusUrl?: string): void;
  /** It is being sent, and what is changed now would be lost: nothing can be. Where the focus was, "Send" has it. */
  setBusy(isBusy: boolean): void;
  /** What is sent may be taken back. */
  allowCancel(): void;
  /** All is done: what is said stands alone, until the dialog is opened again. */
  finish(): void;
}

export function dialogView(texts: Dictionary, { form }: FormView): DialogView {
  const status = el('p', { role: 'status' });
  const link = el('a', { target: '_blank', rel: 'noopener', hidden: true }, texts.follow);
  const cancel = el('button', { type: 'button' }, texts.cancel);
  const send = el('button', { class: 'go', form: FORM }, texts.send);
  const actions = el('div', { class: 'actions' }, cancel, send);
  const close = el('button', { type: 'button' }, texts.close);
  const done = el('div', { class: 'actions', hidden: true }, close);
  const title = el('h2', { id: 'title' }, texts.title);
  const parts = [title, form, status, link, actions, done];
  const dialog = el('dialog', { 'aria-labelledby': 'title' }, ...parts);
  const say = (text: string, statusUrl = '') => {
    status.textContent = text;
    link.href = statusUrl;
    link.hidden = !statusUrl;
    actions.scrollIntoView({ block: 'nearest' }); // what is said stands above
  };
  const setDone = (isDone: boolean) => {
    form.hidden = actions.hidden = isDone;
    done.hidden = !isDone;
  };
  for (const button of [cancel, close]) {
    button.addEventListener('click', () => button.ariaDisabled ?? dialog.close());
  }
  dialog.addEventListener('close', () => {
    if (form.hidden) say('');
    setDone(false);
  });
  return {
    dialog,
    say,
    setBusy(isBusy) {
      if (isBusy) send.focus();
      form.inert = isBusy;
      send.ariaDisabled = cancel.ariaDisabled = isBusy ? 'true' : null;
    },
    allowCancel() {
      cancel.ariaDisabled = null;
    },
    finish() {
      setDone(true);
      (link.hidden ? close : link).focus();
    },
  };
}
