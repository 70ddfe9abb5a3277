import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { ssm } from '../../local/emulators/ssm.ts';
import { sts } from '../../local/emulators/sts.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
beforeEach(async () => {
  const P = { Type: 'AWS::SSM::Parameter', Properties: { Name: 'p', Type: 'String', Value: 'v' } };
  cloud = await startTestCloud({ Resources: { P } }, { emulators: [ssm, sts] });
});
afterEach(() => cloud.stop());

const read = (maxAttempts = 1) =>
  new SSMClient({ ...cloud.client, maxAttempts }).send(new GetParameterCommand({ Name: 'p' }));
const post = (fault: object) =>
  fetch(`${cloud.endpoint}/faults`, { method: 'POST', body: JSON.stringify(fault) });

test.each([
  ['throttle', { name: 'ThrottlingException', $metadata: { httpStatusCode: 400 } }],
  ['error', { name: 'InternalServerError', $metadata: { httpStatusCode: 500 } }],
  ['outage', { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } }],
])('%s lasts for its driven time, on its service alone', async (kind, error) => {
  await post({ service: 'ssm', kind, seconds: 30 });
  await expect(read()).rejects.toMatchObject(error);
  await new STSClient(cloud.client).send(new GetCallerIdentityCommand());

  await cloud.clock.advance(29_999);
  await expect(read()).rejects.toMatchObject(error);
  await cloud.clock.advance(1);
  await expect(read()).resolves.toHaveProperty('Parameter');
});

test('latency delays, and breaks nothing', async () => {
  await post({ service: 'ssm', kind: 'latency', seconds: 30, latencyMs: 60 });
  const start = performance.now();
  await read();
  expect(performance.now() - start).toBeGreaterThanOrEqual(55);
});

test('a fault may concern one operation', async () => {
  await post({ service: 'ssm', operation: 'PutParameter', kind: 'outage', seconds: 30 });
  await expect(read()).resolves.toHaveProperty('Parameter');
});

test('internal calls feel it too, but for those of the local cloud itself', async () => {
  await post({ service: 'ssm', kind: 'outage', seconds: 30 });
  const call = cloud.cloud.call;
  const service = { kind: 'service', service: 'events.amazonaws.com', sourceArn: 'arn:r' } as const;
  await expect(call('ssm', 'GetParameter', { Name: 'p' }, service)).rejects.toThrow(/is down/);
  await expect(call('ssm', 'GetParameter', { Name: 'p' }, { kind: 'root' })).resolves.toBeDefined();
});

test('is listed, replaced and ended on request', async () => {
  const list = async () => {
    const response = await fetch(`${cloud.endpoint}/faults`);
    return Object(await response.json()).faults;
  };
  await post({ service: 'ssm', kind: 'outage', seconds: 30 });
  await post({ service: 'ssm', kind: 'outage', seconds: 60 });
  const untilMs = cloud.clock.now() + 60_000;
  expect(await list()).toEqual([{ service: 'ssm', kind: 'outage', untilMs }]);
  await fetch(`${cloud.endpoint}/faults/sts`, { method: 'DELETE' });
  expect(await list()).toHaveLength(1);
  await fetch(`${cloud.endpoint}/faults`, { method: 'DELETE' });
  expect(await list()).toEqual([]);
  await expect(read()).resolves.toBeDefined();
});

test.each([
  ['an unknown kind', { service: 'ssm', kind: 'slow', seconds: 1 }, /kind/],
  ['an unknown service', { service: 'moon', kind: 'outage', seconds: 1 }, /does not emulate moon/],
  [
    'an empty operation',
    { service: 'ssm', operation: '', kind: 'outage', seconds: 1 },
    /operation/,
  ],
  [
    'an operation in another form',
    { service: 'ssm', operation: 'ssm:GetParameter', kind: 'outage', seconds: 1 },
    /operation/,
  ],
  [
    'a latency of more than a minute',
    { service: 'ssm', kind: 'latency', seconds: 1, latencyMs: 60_001 },
    /latencyMs/,
  ],
  ['no time', { service: 'ssm', kind: 'outage', seconds: 0 }, /seconds/],
  [
    'an unknown member',
    { service: 'ssm', kind: 'outage', seconds: 1, x: 1 },
    /Expected: \{ service, kind/,
  ],
])('refuses %s', async (_, fault, detail) => {
  const response = await post(fault);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ detail: expect.stringMatching(detail) });
});
