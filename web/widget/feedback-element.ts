import { startWidget, type Widget, type WidgetFiles } from './widget.ts';

/** What a page may call on `<afterprod-feedback>`. */
export interface FeedbackElement extends HTMLElement {
  /** Opens the dialog, as the button does. */
  open(): Promise<void>;
  /** Closes the dialog; what was written stays. */
  close(): Promise<void>;
}

/** The class of the element. Made on demand: where there is no DOM, nothing extends it. */
export function feedbackElement(files: WidgetFiles): new () => FeedbackElement {
  return class extends HTMLElement implements FeedbackElement {
    #leaving = new AbortController();
    #widget: Widget | undefined;

    connectedCallback(): void {
      this.#leaving = new AbortController();
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      this.#widget = startWidget(this, root, files, this.#leaving.signal);
    }

    disconnectedCallback(): void {
      this.#leaving.abort();
    }

    async open(): Promise<void> {
      await this.#widget?.open();
    }

    async close(): Promise<void> {
      await this.#widget?.close();
    }
  };
}
