import { defineElement } from './define-element.ts';

/** Makes `<afterprod-feedback>` known to the page. Without a DOM, and the second time, it does nothing. */
export function defineFeedback(): void {
  defineElement({
    dialog: () => import('./dialog.ts'),
    prover: () => import('./prove.ts'),
    screenshot: () => import('./screenshot/screenshot-panel.ts'),
  });
}
