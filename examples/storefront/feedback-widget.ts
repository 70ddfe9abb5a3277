import {
  AFTERPROD_FEEDBACK_DIALOG_JS,
  AFTERPROD_FEEDBACK_JS,
  AFTERPROD_FEEDBACK_PROVER_JS,
  AFTERPROD_FEEDBACK_SCREENSHOT_JS,
} from 'afterprod/widget/files';
import type { APIGatewayProxyResult } from 'aws-lambda';

/** Path below the root -> file. A shop with more than one page would have them in a bucket, behind its CDN. */
const FILES: Readonly<Record<string, string>> = {
  '/afterprod-feedback.js': AFTERPROD_FEEDBACK_JS,
  '/afterprod-feedback-dialog.js': AFTERPROD_FEEDBACK_DIALOG_JS,
  '/afterprod-feedback-prover.js': AFTERPROD_FEEDBACK_PROVER_JS,
  '/afterprod-feedback-screenshot.js': AFTERPROD_FEEDBACK_SCREENSHOT_JS,
};

/** `GET /afterprod-feedback.js` and what that loads, or undefined for another path. */
export function answerWidget(resource: string): APIGatewayProxyResult | undefined {
  const body = FILES[resource];
  if (body === undefined) return undefined;
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
