import type { Dictionary } from './dictionary.ts';
import { el } from './el.ts';
import type { FormView } from './form-view.ts';

/** The dialog around the form. */
export interface DialogView {
  readonly dialog: HTMLDialogElement;
  /** Tells the visitor, screen readers included; with the page where its writer sees what becomes of it. */
  say(text: string, statusUrl?: string): void;
  /** All is done: what is said stands alone, until the dialog is opened again. */
  finish(): void;
}

export function dialogView(texts: Dictionary, { form }: FormView): DialogView {
  const status = el('p', { role: 'status' });
  const link = el('a', { target: '_blank', rel: 'noopener', hidden: true }, texts.follow);
  const close = el('button', { type: 'button', class: 'close' }, texts.close);
  const done = el('div', { class: 'actions', hidden: true }, close);
  const title = el('h2', { id: 'title' }, texts.title);
  const dialog = el('dialog', { 'aria-labelledby': 'title' }, title, form, status, link, done);
  const say = (text: string, statusUrl = '') => {
    status.textContent = text;
    link.href = statusUrl;
    link.hidden = !statusUrl;
  };
  for (const button of dialog.querySelectorAll('.close')) {
    button.addEventListener('click', () => dialog.close());
  }
  dialog.addEventListener('close', () => {
    if (form.hidden) say('');
    form.hidden = false;
    done.hidden = true;
  });
  return {
    dialog,
    say,
    finish() {
      form.hidden = true;
      done.hidden = false;
      (link.hidden ? close : link).focus();
    },
  };
}
