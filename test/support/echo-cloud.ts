import type { Emulator, Input, ServiceApi } from '../../local/emulator.ts';
import { startTestCloud, type TestCloud } from './cloud.ts';
import { type RawRequest, sendSigned } from './signed-request.ts';

/** A local cloud whose operations note their input; the wire formats are what is under test. */
export interface EchoCloud extends TestCloud {
  /** What reached the operations since the last `answer`, in order. */
  readonly received: readonly Input[];
  /** From now on the operations answer this, or fail with it. */
  answer(output: object): void;
  /** Sends a request with the developer's signature and nothing else that a client would add. */
  raw(request: RawRequest): ReturnType<typeof sendSigned>;
}

export async function startEchoCloud(): Promise<EchoCloud> {
  const received: Input[] = [];
  let output: object = {};
  const run = async (input: Input) => {
    received.push(input);
    if (output instanceof Error) throw output;
    return output;
  };
  const emulators = SERVICES.map(({ service, api, operations }) =>
    echo(service, api, operations, run),
  );
  const cloud = await startTestCloud({ Resources: {} }, { emulators });
  return {
    ...cloud,
    received,
    answer(next) {
      received.length = 0;
      output = next;
    },
    raw: (request) => sendSigned(cloud.endpoint, cloud.credentials, request),
  };
}

function echo(
  service: string,
  api: ServiceApi,
  operations: readonly string[],
  run: (input: Input) => Promise<object>,
): Emulator {
  return {
    service,
    api,
    resourceTypes: {},
    start: async () => ({
      operations: Object.fromEntries(operations.map((name) => [name, { run }])),
      create: async () => ({ ref: '', attributes: {} }),
      stop: async () => {},
    }),
  };
}

interface EchoService {
  readonly service: string;
  readonly api: ServiceApi;
  readonly operations: readonly string[];
}

const SERVICES: readonly EchoService[] = [
  {
    service: 'cloudwatch',
    api: {
      signingName: 'monitoring',
      protocol: 'awsJson1.0',
      targetPrefix: 'GraniteServiceVersion20100801',
      client: () => import('@aws-sdk/client-cloudwatch'),
    },
    operations: ['PutMetricData', 'DescribeAlarms'],
  },
  {
    service: 'sns',
    api: { signingName: 'sns', protocol: 'awsQuery', client: () => import('@aws-sdk/client-sns') },
    operations: ['Publish', 'GetTopicAttributes', 'ListTopics'],
  },
  {
    service: 'sqs',
    api: {
      signingName: 'sqs',
      protocol: 'awsJson1.0',
      targetPrefix: 'AmazonSQS',
      client: () => import('@aws-sdk/client-sqs'),
    },
    operations: ['GetQueueUrl'],
  },
  {
    service: 'lambda',
    api: {
      signingName: 'lambda',
      protocol: 'restJson',
      client: () => import('@aws-sdk/client-lambda'),
    },
    operations: ['Invoke', 'ListEventSourceMappings'],
  },
  {
    service: 'scheduler',
    api: {
      signingName: 'scheduler',
      protocol: 'restJson',
      client: () => import('@aws-sdk/client-scheduler'),
    },
    operations: ['CreateSchedule'],
  },
];
