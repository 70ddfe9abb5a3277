import type { DestinationMessage } from './destination.ts';
import type { Failure } from './environment-end.ts';
import type { PendingEvent } from './pending-event.ts';

/** Longest message that AWS puts into an attribute, in characters. */
const MAX_ERROR_MESSAGE = 1024;

/**
 * The event itself, with the error beside it: what AWS sends to a dead-letter queue.
 *
 * @param failure - of the last attempt; absent where none ran
 */
export function deadLetter(event: PendingEvent, failure: Failure | undefined): DestinationMessage {
  const message = failure?.errorMessage ?? 'Rate Exceeded.';
  return {
    body: Buffer.from(event.payload, 'base64').toString(),
    attributes: {
      RequestID: { DataType: 'String', StringValue: event.requestId },
      ErrorCode: { DataType: 'Number', StringValue: failure ? '200' : '429' },
      ErrorMessage: {
        DataType: 'String',
        StringValue: message.slice(0, MAX_ERROR_MESSAGE) || 'unknown',
      },
    },
  };
}
