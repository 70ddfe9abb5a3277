import { AwsError } from '../../aws-error.ts';
import type { Cloud, Principal } from '../../emulator.ts';
import type { GatewayAnswer } from './gateway-answer.ts';
import { GatewayError } from './gateway-error.ts';
import { proxyAnswer } from './proxy-answer.ts';
import { type ProxyEventInput, proxyEvent } from './proxy-event.ts';
import type { ApiMethod } from './rest-api.ts';

const MAX_INTEGRATION_MS = 29_000;
const FUNCTION_IN_URI = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/;

export interface LambdaInput extends ProxyEventInput {
  /** Names this method to the function's resource policy. */
  readonly sourceArn: string;
}

/** The function that a method's integration names, or an error that says what is wrong with its URI. */
export function functionArnOf({ Integration }: ApiMethod): string {
  const functionArn = FUNCTION_IN_URI.exec(Integration.Uri ?? '')?.[1];
  if (!functionArn || functionArn.includes('${')) {
    throw new Error(
      `Integration.Uri ${Integration.Uri} must be arn:…:lambda:path/2015-03-31/functions/<arn>/invocations, without stage variables`,
    );
  }
  return functionArn;
}

/** Asks the function through Lambda, so that its resource policy decides, and translates its answer. */
export async function answerByLambda(cloud: Cloud, input: LambdaInput): Promise<GatewayAnswer> {
  const { method } = input.matched;
  const result = await withinMs(
    method.Integration.TimeoutInMillis ?? MAX_INTEGRATION_MS,
    invoke(cloud, input),
  );
  const payload = Buffer.from(result.Payload ?? new Uint8Array()).toString('utf8');
  if (result.FunctionError) throw badGateway(`the function failed: ${payload.slice(0, 300)}`);
  const translated = proxyAnswer(payload);
  if (translated.kind === 'malformed') {
    throw badGateway(`malformed Lambda proxy response, ${translated.reason}`);
  }
  return translated.answer;
}

interface InvokeOutput {
  readonly FunctionError?: string;
  readonly Payload?: Uint8Array;
}

async function invoke(cloud: Cloud, input: LambdaInput): Promise<InvokeOutput> {
  const { method } = input.matched;
  const principal: Principal = method.Integration.Credentials
    ? { kind: 'role', roleArn: method.Integration.Credentials, sessionName: 'apigateway' }
    : { kind: 'service', service: 'apigateway.amazonaws.com', sourceArn: input.sourceArn };
  const request = {
    FunctionName: functionArnOf(method),
    InvocationType: 'RequestResponse',
    Payload: Buffer.from(JSON.stringify(proxyEvent(input))),
  };
  try {
    return await cloud.call('lambda', 'Invoke', request, principal);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (error.statusCode === 413) throw new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long');
    // "If the Lambda API rejects the invocation request, API Gateway returns a 500 error code."
    // https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html
    throw new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error', { cause: error });
  }
}

function badGateway(reason: string): GatewayError {
  return new GatewayError('DEFAULT_5XX', 'Internal server error', {
    statusCode: 502,
    cause: new Error(reason),
  });
}

/** In real time, as the function's own timers run. */
async function withinMs<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new GatewayError('INTEGRATION_TIMEOUT', 'Endpoint request timed out')),
      limitMs,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
