/** The ES module `afterprod/widget`. Importing it does nothing, on a server too: call `defineFeedback()` in the browser. */
export { defineFeedback } from './define-feedback.ts';
export type { Dictionary } from './dictionary.ts';
export type { PageStatement } from './facts-of-page.ts';
export type { FeedbackElement } from './feedback-element.ts';
export { registerLocale, type Texts } from './locales.ts';
export type { ScreenshotTexts } from './screenshot/screenshot-texts.ts';
