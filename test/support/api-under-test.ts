import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Call, Emulator } from '../../local/emulator.ts';
import { apiGateway } from '../../local/emulators/api-gateway.ts';
import type { Template } from '../../local/template/template.ts';
import { startTestCloud, type TestCloud, type TestCloudOptions } from './cloud.ts';

export interface ApiUnderTest extends TestCloud {
  /** With the stage, without a slash at the end. */
  readonly url: string;
  /** What the function was given, in order. */
  readonly received: readonly APIGatewayProxyEvent[];
  readonly calls: readonly Call[];
  key(logicalId: string): string;
}

/** What stands in for the function: gets the event, gives what Invoke gives. */
export type Answer = (event: APIGatewayProxyEvent) => unknown;

/** A local cloud with API Gateway (and `options.emulators`) and, in place of Lambda, `answer` for every function. */
export async function startApi(
  template: Template,
  answer: Answer = () => ({ statusCode: 200, body: 'ok' }),
  options: TestCloudOptions = {},
): Promise<ApiUnderTest> {
  const received: APIGatewayProxyEvent[] = [];
  const calls: Call[] = [];
  const lambda: Emulator = {
    service: 'lambda',
    resourceTypes: {},
    start: async () => ({
      operations: {
        Invoke: {
          access: () => [],
          async run(input, call) {
            const event = JSON.parse(Buffer.from(input.Payload).toString());
            received.push(event);
            calls.push(call);
            return invokeOutput(await answer(event));
          },
        },
      },
      create: () => Promise.reject(new Error('makes nothing')),
      stop: async () => {},
    }),
  };
  const cloud = await startTestCloud(template, {
    ...options,
    emulators: [lambda, apiGateway, ...(options.emulators ?? [])],
  });
  const attributeOf = (logicalId: string, attribute: string): string =>
    String(cloud.resources().find((r) => r.logicalId === logicalId)?.attributes[attribute]);
  return {
    ...cloud,
    received,
    calls,
    url: attributeOf('Stage', 'LocalUrl'),
    key: (logicalId) => attributeOf(logicalId, 'LocalValue'),
  };
}

function invokeOutput(answered: unknown): object {
  if (answered instanceof Error) {
    const payload = JSON.stringify({ errorMessage: answered.message });
    return { StatusCode: 200, FunctionError: 'Unhandled', Payload: Buffer.from(payload) };
  }
  return { StatusCode: 200, Payload: Buffer.from(JSON.stringify(answered) ?? 'null') };
}
