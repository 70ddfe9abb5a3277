import { feedbackElement } from './feedback-element.ts';
import type { LoadDialog } from './widget.ts';

/** Makes `<afterprod-feedback>` known to the page. Without a DOM, and the second time, it does nothing. */
export function defineElement(load: LoadDialog): void {
  const registry = globalThis.customElements;
  if (!registry || registry.get('afterprod-feedback')) return;
  registry.define('afterprod-feedback', feedbackElement(load));
}
