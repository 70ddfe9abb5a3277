import { feedbackElement } from './feedback-element.ts';
import type { WidgetFiles } from './widget.ts';

/** Makes `<afterprod-feedback>` known to the page. Without a DOM, and the second time, it does nothing. */
export function defineElement(files: WidgetFiles): void {
  const registry = globalThis.customElements;
  if (!registry || registry.get('afterprod-feedback')) return;
  registry.define('afterprod-feedback', feedbackElement(files));
}
