import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { customResources } from '../../local/custom-resources.ts';
import type { Emulator } from '../../local/emulator.ts';
import { ssm } from '../../local/emulators/ssm.ts';
import { startTestCloud } from '../support/cloud.ts';

interface Event {
  readonly RequestType: string;
  readonly ResponseURL: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, unknown>>;
  readonly OldResourceProperties?: object;
}

/** Stands for Lambda: each invocation runs `handler`. */
function functionThat(handler: (event: Event) => Promise<unknown>): Emulator {
  return {
    service: 'lambda',
    resourceTypes: {},
    start: async () => ({
      operations: {
        Invoke: {
          run: async ({ Payload }) => {
            await handler(JSON.parse(Buffer.from(Payload).toString()));
            return { StatusCode: 200 };
          },
        },
      },
      create: async () => ({ ref: '', attributes: {} }),
      stop: async () => {},
    }),
  };
}

const answer = ({ ResponseURL }: Event, body: object) =>
  fetch(ResponseURL, { method: 'PUT', body: JSON.stringify(body) });

/** A template whose parameter shows what the custom resource gave. */
const templateWith = (properties: object = {}) => ({
  Resources: {
    Shown: {
      Type: 'AWS::SSM::Parameter',
      Properties: { Name: '/shown', Type: 'String', Value: { 'Fn::GetAtt': ['Made', 'Greeting'] } },
    },
    Made: {
      Type: 'Custom::Thing',
      Properties: {
        ServiceToken: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
        ...properties,
      },
    },
  },
});

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'custom-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const startWith = (properties: object, handler: (event: Event) => Promise<unknown>) =>
  startTestCloud(templateWith(properties), {
    dataDir,
    emulators: [functionThat(handler), ssm],
  });

test('is created once; a restart asks again only when its properties have changed', async () => {
  const seen: Event[] = [];
  const handler = (event: Event) => {
    seen.push(event);
    const Data = { Greeting: `hello ${event.ResourceProperties['Who']}` };
    return answer(event, { Status: 'SUCCESS', PhysicalResourceId: 'thing-1', Data });
  };
  const runWith = async (Who: string) => {
    const cloud = await startWith({ Who }, handler);
    await cloud.stop();
    return cloud.resources().find(({ type }) => type === 'AWS::SSM::Parameter')?.attributes[
      'Value'
    ];
  };

  expect(await runWith('A')).toBe('hello A');
  expect(await runWith('A')).toBe('hello A');
  expect(seen.map(({ RequestType }) => RequestType)).toEqual(['Create']);

  await runWith('B');
  expect(seen.at(1)).toMatchObject({
    RequestType: 'Update',
    PhysicalResourceId: 'thing-1',
    ResourceProperties: { Who: 'B' },
    OldResourceProperties: { Who: 'A' },
  });
});

test('after an Update that answers with another physical id, the former one is deleted', async () => {
  const seen: Event[] = [];
  const handler = (event: Event) => {
    seen.push(event);
    const PhysicalResourceId = `thing-${event.ResourceProperties['Who']}`;
    return answer(event, { Status: 'SUCCESS', PhysicalResourceId, Data: { Greeting: 'hi' } });
  };
  for (const Who of ['A', 'B']) await (await startWith({ Who }, handler)).stop();
  expect(seen).toMatchObject([
    { RequestType: 'Create' },
    { RequestType: 'Update', PhysicalResourceId: 'thing-A', ResourceProperties: { Who: 'B' } },
    { RequestType: 'Delete', PhysicalResourceId: 'thing-A', ResourceProperties: { Who: 'A' } },
  ]);
});

test('its failure stops the start with its reason', async () => {
  const starting = startWith({}, (event) => answer(event, { Status: 'FAILED', Reason: 'no luck' }));
  await expect(starting).rejects.toThrow('test/Made: Custom::Thing: failed: no luck');
});

test('an answer that is not JSON stops the start', async () => {
  const starting = startWith({}, ({ ResponseURL }) =>
    fetch(ResponseURL, { method: 'PUT', body: 'so-so' }),
  );
  await expect(starting).rejects.toThrow(/test\/Made: .*JSON/);
});

test('a function that never answers is given up after a time limit', async () => {
  const cloud = await startTestCloud(
    { Resources: {} },
    { emulators: [functionThat(async () => {})] },
  );
  const ask = customResources(cloud.cloud, cloud.routes, 20);
  const asking = ask({ stackName: 's', logicalId: 'L', type: 'Custom::Thing', properties: {} });
  await expect(asking).rejects.toThrow(/no answer to its ResponseURL in 0\.02 s/);
  await cloud.stop();
});
