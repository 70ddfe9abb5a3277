/**
 * The module `afterprod/widget/files`: what a browser loads, as text, for a function that serves its page itself. It is
 * made when functions are bundled, and by `npm run build`.
 */

/** For a script tag. */
export declare const AFTERPROD_FEEDBACK_JS: string;

/** What that loads from beside itself: serve it as `afterprod-feedback-dialog.js`. */
export declare const AFTERPROD_FEEDBACK_DIALOG_JS: string;

/** What that loads when the API asks for a proof of work: serve it as `afterprod-feedback-prover.js`. */
export declare const AFTERPROD_FEEDBACK_PROVER_JS: string;

/** What the dialog loads when a visitor wants to send a picture along: serve it as `afterprod-feedback-screenshot.js`. */
export declare const AFTERPROD_FEEDBACK_SCREENSHOT_JS: string;

/** What the status page of one feedback runs: the feedback API serves that page itself. */
export declare const FEEDBACK_STATUS_JS: string;
