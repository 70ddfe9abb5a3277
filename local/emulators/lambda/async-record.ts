import type { DestinationMessage } from './destination.ts';
import type { Failure } from './environment-end.ts';
import type { PendingEvent } from './pending-event.ts';

/** The end of an asynchronous event, for its dead-letter queue and destinations. */
export interface AsyncEnd {
  readonly event: PendingEvent;
  /** With the qualifier that ran. */
  readonly functionArn: string;
  readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded';
  readonly attempts: number;
  /** Driven time, epoch milliseconds. */
  readonly atMs: number;
  /** What the last attempt answered; absent where none ran. */
  readonly answer?: {
    readonly executedVersion: string;
    readonly payload: Uint8Array;
    readonly failure?: Failure;
  };
}

/** Longest message that AWS puts into an attribute, in characters. */
const MAX_ERROR_MESSAGE = 1024;

/** The event itself, with the error beside it: what AWS sends to a dead-letter queue. */
export function deadLetter({ event, answer }: AsyncEnd): DestinationMessage {
  const message = answer?.failure?.errorMessage ?? 'Rate Exceeded.';
  return {
    body: payloadText(event),
    attributes: {
      RequestID: { DataType: 'String', StringValue: event.requestId },
      ErrorCode: { DataType: 'Number', StringValue: answer ? '200' : '429' },
      ErrorMessage: {
        DataType: 'String',
        StringValue: message.slice(0, MAX_ERROR_MESSAGE) || 'unknown',
      },
    },
  };
}

/** The invocation record that AWS sends to on-success and on-failure destinations. */
export function destinationRecord(end: AsyncEnd): DestinationMessage {
  const { event, functionArn, condition, answer } = end;
  const record = {
    version: '1.0',
    timestamp: new Date(end.atMs).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn,
      condition,
      approximateInvokeCount: end.attempts,
    },
    requestPayload: parsed(payloadText(event)),
    ...(answer && {
      responseContext: {
        statusCode: 200,
        executedVersion: answer.executedVersion,
        ...(answer.failure && { functionError: 'Unhandled' }),
      },
      responsePayload: parsed(Buffer.from(answer.payload).toString()),
    }),
  };
  const result = condition === 'Success' ? 'Success' : 'Failure';
  return {
    body: JSON.stringify(record),
    detailType: `Lambda Function Invocation Result - ${result}`,
    resources: [functionArn],
  };
}

function payloadText({ payload }: PendingEvent): string {
  return Buffer.from(payload, 'base64').toString();
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
