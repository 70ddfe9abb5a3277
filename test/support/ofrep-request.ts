import type { APIGatewayProxyResult } from 'aws-lambda';
import { answerOfrep, type OfrepOptions } from '../../functions/toggles/ofrep/ofrep-answer.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { jsonEvent } from './api-event.ts';
import { snapshotOf } from './toggle-builders.ts';

/** The only API key that sees every toggle here. */
export const CLIENT_KEY = 'clientkey1';

export interface OfrepRequest {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly apiKeyId?: string;
  readonly state?: Parameters<typeof snapshotOf>[1];
  readonly options?: Partial<OfrepOptions>;
}

interface OfrepAnswer extends APIGatewayProxyResult {
  /** The body as JSON; undefined where there is none. */
  readonly answer: ReturnType<typeof JSON.parse>;
}

/** Asks for one toggle of `flags`, or with `undefined` for all, with the publishable key unless told otherwise. */
export function askOfrep(
  flags: Readonly<Record<string, Toggle>>,
  key: string | undefined,
  request: OfrepRequest = {},
): OfrepAnswer {
  const {
    body = { context: { targetingKey: 'ann' } },
    headers,
    apiKeyId = 'publishable',
  } = request;
  const plain = jsonEvent(body, headers);
  const { requestContext } = plain;
  const identity = { ...requestContext.identity, apiKeyId };
  const event = {
    ...plain,
    requestContext: { ...requestContext, identity },
    pathParameters: key === undefined ? null : { key },
  };
  const result = answerOfrep(event, {
    toggles: { current: snapshotOf(flags, request.state), isStale: false },
    clientKeyIds: [CLIENT_KEY],
    headers: {},
    log: {
      error: (message, error) => {
        throw new Error(message, { cause: error });
      },
    },
    ...request.options,
  });
  return { ...result, answer: result.body === '' ? undefined : JSON.parse(result.body) };
}
