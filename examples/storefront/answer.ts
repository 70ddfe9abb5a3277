import type { APIGatewayProxyResult } from 'aws-lambda';
import type { StorefrontEnvironment } from './environment.ts';
import { healthOf } from './health.ts';
import { securityHeaders } from './security-headers.ts';
import { storefrontPage } from './storefront-page.ts';
import type { Visitor } from './visitor.ts';

/** What the toggles say to one visitor. */
export interface Switches {
  readonly newCheckout: { readonly value: boolean; readonly variant?: string };
  /** For demonstrations: the storefront breaks on purpose. */
  readonly isFailing: boolean;
}

/**
 * `GET /`: the page, or what users see when it is broken.
 *
 * @param path - as the browser asked for it, with the API's stage
 */
export function answerPage(
  path: string,
  visitor: Visitor,
  { newCheckout, isFailing }: Switches,
  environment: StorefrontEnvironment,
): APIGatewayProxyResult {
  const { AFTERPROD_RELEASE: release, FEEDBACK_URL: url, FEEDBACK_KEY: key } = environment;
  if (isFailing) {
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    return { statusCode: 500, headers, body: 'The shop is closed for a moment. Please try again.' };
  }
  const { value, variant } = newCheckout;
  return {
    statusCode: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store', // a toggle may change the next one
      ...securityHeaders([url, environment.FEEDBACK_UPLOAD_URL]),
      ...(visitor.cookie === undefined ? {} : { 'set-cookie': visitor.cookie }),
    },
    body: storefrontPage({
      release,
      toggles: variant === undefined ? {} : { 'new-checkout': variant },
      hasNewCheckout: value,
      visitor: visitor.id,
      feedback: { url, key },
      root: path.replace(/\/?$/, '/'),
    }),
  };
}

/** `GET /health`: what probes and load balancers ask. */
export function answerHealth(
  { isFailing }: Pick<Switches, 'isFailing'>,
  { AFTERPROD_RELEASE }: StorefrontEnvironment,
): APIGatewayProxyResult {
  return {
    statusCode: isFailing ? 503 : 200,
    headers: { 'content-type': 'application/health+json', 'cache-control': 'no-store' },
    body: JSON.stringify(healthOf(AFTERPROD_RELEASE, isFailing)),
  };
}
