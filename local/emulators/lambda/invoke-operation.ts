import { AwsError } from '../../aws-error.ts';
import type { Call, Cloud, Input, Operation } from '../../emulator.ts';
import type { AsyncEvents } from './async-events.ts';
import { formatFunctionArn, parseFunctionReference } from './function-reference.ts';
import type { FunctionRegistry } from './function-registry.ts';
import type { InvocationRequest, InvocationResult, Invoker } from './invoker.ts';

/** AWS's limits on an event, in bytes. */
const MAX_PAYLOAD = { RequestResponse: 6_291_456, Event: 1_048_576 } as const;

export interface InvokeParts {
  readonly cloud: Cloud;
  readonly registry: FunctionRegistry;
  readonly invoker: Invoker;
  readonly events: AsyncEvents;
}

/** `Invoke`, synchronous and asynchronous. */
export function invokeOperation({ cloud, registry, invoker, events }: InvokeParts): Operation {
  return {
    access: (input) => [
      {
        action: 'lambda:InvokeFunction',
        resource: formatFunctionArn(
          cloud,
          parseFunctionReference(input.FunctionName, input.Qualifier),
        ),
      },
    ],
    async run(input, call) {
      const type: string = input.InvocationType ?? 'RequestResponse';
      const request = requestOf(input, call);
      registry.configuration(request);
      checkPayload(request.payload, type);
      if (type === 'Event') {
        events.accept(request);
        return { StatusCode: 202, Payload: new Uint8Array() };
      }
      return answerOf(await invoker.invoke(request));
    },
  };
}

function requestOf(input: Input, { requestId }: Call): InvocationRequest {
  const { Payload: payload, ClientContext, LogType = 'None' } = input;
  if (ClientContext !== undefined || LogType !== 'None') {
    throw new AwsError(
      'InvalidParameterValueException',
      'ClientContext and LogType are not emulated; `afterprod local logs` shows the log.',
    );
  }
  return {
    ...parseFunctionReference(input.FunctionName, input.Qualifier),
    requestId,
    payload: payload === undefined || payload.length === 0 ? Buffer.from('{}') : payload,
  };
}

function checkPayload(payload: Uint8Array, type: string): void {
  if (type !== 'RequestResponse' && type !== 'Event') {
    throw new AwsError('InvalidParameterValueException', `Unknown InvocationType ${type}`);
  }
  const limit = MAX_PAYLOAD[type];
  if (payload.length > limit) {
    throw new AwsError(
      'RequestTooLargeException',
      `${payload.length} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
      { statusCode: 413, members: { Type: 'User' } },
    );
  }
  try {
    JSON.parse(Buffer.from(payload).toString());
  } catch (cause) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${cause instanceof Error ? cause.message : cause}`,
      { cause, members: { Type: 'User' } },
    );
  }
}

function answerOf({ outcome, executedVersion }: InvocationResult): object {
  return {
    StatusCode: 200,
    ExecutedVersion: executedVersion,
    Payload: outcome.payload,
    ...(outcome.failure && { FunctionError: 'Unhandled' }),
  };
}
