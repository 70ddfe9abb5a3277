import { createRequire } from 'node:module';
import { DynamoDBClient, PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

/**
 * A process of its own. Given are the bundle of `POST /v1/feedback` and the address of the stub; prints, turn by turn, the
 * CPU of a post and that of the PutItem that it ends in, in microseconds a call.
 */
export interface Turn {
  readonly post: number;
  readonly put: number;
}

const [bundle = '', endpoint = ''] = process.argv.slice(2);

const TURNS = 400;
const CALLS_A_TURN = 25;

/** Until the code of both is compiled. */
const WARM_UP_TURNS = 100;

/** What the widget sends with all that it knows of a page. */
const BODY = {
  kind: 'bug',
  message:
    'The basket forgets what I have put into it as soon as I come back from the payment page.',
  rating: { scale: 'csat', value: 2 },
  context: {
    url: 'https://shop.example.com/basket',
    release: 'a1b2c3d4e5f6',
    toggles: { 'new-checkout': 'on', 'gift-cards': 'off', 'search-engine': 'new' },
    errors: ["TypeError: Cannot read properties of undefined (reading 'total')"],
    locale: 'de-AT',
    viewport: { width: 390, height: 844 },
    userAgent:
      'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36',
  },
};

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

async function main(): Promise<void> {
  const { handler } = createRequire(bundle)(bundle) as {
    handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult>;
  };
  const event = postEvent();
  const post = async () => {
    const { statusCode, body } = await handler(event);
    if (statusCode !== 202) throw new Error(`The post was answered ${statusCode}: ${body}`);
  };
  await post();
  const client = new DynamoDBClient({ endpoint });
  const input = (await (await fetch(endpoint)).json()) as PutItemCommandInput;
  const put = async () => void (await client.send(new PutItemCommand(input)));
  for (let turn = 0; turn < WARM_UP_TURNS; turn += 1) await turnOf(post, put);
  const turns: Turn[] = [];
  while (turns.length < TURNS) turns.push(await turnOf(post, put));
  process.stdout.write(JSON.stringify(turns), () => process.exit(0));
}

async function turnOf(post: () => Promise<void>, put: () => Promise<void>): Promise<Turn> {
  return { post: await microsecondsOf(post), put: await microsecondsOf(put) };
}

async function microsecondsOf(call: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < CALLS_A_TURN; count += 1) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS_A_TURN;
}

/** What API Gateway hands over, as far as a post looks at it. */
function postEvent(): APIGatewayProxyEvent {
  const headers = {
    'Content-Type': 'application/json',
    Host: 'api.example.com',
    Origin: 'https://shop.example.com',
    'X-Forwarded-Proto': 'https',
  };
  const event = {
    httpMethod: 'POST',
    path: '/v1/feedback',
    resource: '/v1/feedback',
    headers,
    multiValueHeaders: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, [value]]),
    ),
    body: JSON.stringify(BODY),
    isBase64Encoded: false,
    pathParameters: null,
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    stageVariables: null,
    requestContext: {
      domainName: 'api.example.com',
      path: '/prod/v1/feedback',
      requestId: '00000000-0000-4000-8000-000000000000',
      identity: { apiKeyId: 'key' },
    },
  };
  return event as unknown as APIGatewayProxyEvent;
}
