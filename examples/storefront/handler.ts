import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { createToggles } from 'afterprod/toggles';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { answerHealth, answerPage } from './answer.ts';
import { readEnvironment } from './environment.ts';
import { answerWidget } from './feedback-widget.ts';
import { headerOf } from './header.ts';
import { recognize } from './visitor.ts';

/** Far outside the usual band, and still within the probes' budgets: slow is not down. */
const SLOW_MS = 800;

const environment = readEnvironment(process.env);
const toggles = createToggles();

/** The storefront: its page, what that loads, and its health. */
export const handler = toggles.wrap(
  async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const isSecure = headerOf(event, 'x-forwarded-proto') === 'https';
    const widget = answerWidget(event.resource);
    if (widget) return widget;
    const visitor = recognize(headerOf(event, 'cookie'), isSecure, randomUUID);
    const context = { targetingKey: visitor.id };
    const isFailing = toggles.boolean('storefront-failing', false, context);
    if (toggles.boolean('storefront-slow', false, context)) await setTimeout(SLOW_MS);
    if (event.resource === '/health') return answerHealth({ isFailing }, environment);
    const newCheckout = toggles.details('new-checkout', false, context);
    const { path } = event.requestContext;
    return answerPage(path, visitor, { newCheckout, isFailing }, environment);
  },
);
