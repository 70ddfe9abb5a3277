import {
  DynamoDBClient,
  DynamoDBServiceException,
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Unavailable } from './unavailable.ts';

/** Far over DynamoDB's usual 10 ms, far under API Gateway's 29 s: three attempts fit. */
const REQUEST_TIMEOUT_MS = 2_000;
const CONNECTION_TIMEOUT_MS = 1_000;

/**
 * A client that gives up in time. One a function, at module scope.
 *
 * @param region - @default - the function's own
 */
export function createDynamoClient(region?: string): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    ...(region !== undefined && { region }),
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  return documentsOver(client);
}

/** What every store that writes speaks through. */
export function documentsOver(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, {
    marshallOptions: {
      removeUndefinedValues: true,
      // The SDK asks `constructor.name` what an object is: a map whose own key is `constructor` counts as a class instance.
      convertClassInstanceToMap: true,
    },
  });
}

/** Runs one call; when DynamoDB is throttled, down or out of reach, rejects with `Unavailable`. */
export async function dynamo<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (isOutage(error)) throw new Unavailable('DynamoDB does not answer', { cause: error });
    throw error;
  }
}

function isOutage(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) return isThrottled(error);
  if (error instanceof DynamoDBServiceException) {
    return error.$fault === 'server' || THROTTLES.some((throttle) => error instanceof throttle);
  }
  // The request never got an answer: Node's network errors have a code, the SDK's own is named.
  return error instanceof Error && ('code' in error || error.name === 'TimeoutError');
}

const THROTTLES = [
  ProvisionedThroughputExceededException,
  RequestLimitExceeded,
  ThrottlingException,
  TransactionInProgressException,
];

function isThrottled({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  return CancellationReasons.some(
    ({ Code }) => Code === 'ThrottlingError' || Code === 'ProvisionedThroughputExceeded',
  );
}

/** Whether a transaction failed because what it expected was not so, or another one was faster. */
export function wasOvertaken(error: unknown): error is TransactionCanceledException {
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(
      ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
    )
  );
}

/** Whether the same request may get through in a moment: another transaction holds the item, or DynamoDB throttles. */
export function maySoonSucceed(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  if (!(error instanceof Unavailable)) return false;
  const { cause } = error;
  return THROTTLES.some((throttle) => cause instanceof throttle);
}
