import { el } from '../widget/el.ts';

/** One thing to do: large enough for fingers, and reached by keyboard. */
export function button(text: string, onClick: () => void): HTMLButtonElement {
  const made = el('button', { type: 'button' }, text);
  made.addEventListener('click', onClick);
  return made;
}
