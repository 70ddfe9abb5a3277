import type { Emulator, Operation } from '../emulator.ts';

const OPERATIONS = ['DescribeStream', 'GetShardIterator', 'GetRecords'];

/** DynamoDB Streams under its own name and target: DynamoDB's emulator, which keeps the records, does the work. */
export const dynamodbStreams: Emulator = {
  service: 'dynamodbstreams',
  resourceTypes: {},
  api: {
    signingName: 'dynamodbstreams', // signed for `dynamodb`; found by its target
    protocol: 'awsJson1.0',
    targetPrefix: 'DynamoDBStreams_20120810',
  },
  async start(cloud) {
    const delegate = (name: string): Operation => ({
      access: () => [], // asked for there, as `dynamodb:…`
      run: (input, { principal }) => cloud.call('dynamodb', name, input, principal),
    });
    return {
      operations: Object.fromEntries(OPERATIONS.map((name) => [name, delegate(name)])),
      create: () => Promise.reject(new Error('DynamoDB Streams has no resources of its own')),
      stop: async () => {},
    };
  },
};
