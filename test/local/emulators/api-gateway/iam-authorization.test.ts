import type { Credentials } from '../../../../local/emulator.ts';
import { iam } from '../../../../local/emulators/iam.ts';
import { apiTemplate, lambdaMethod, pathPart } from '../../../support/api-template.ts';
import { type ApiUnderTest, startApi } from '../../../support/api-under-test.ts';
import { sendSigned } from '../../../support/signed-request.ts';

const ROLE = 'arn:aws:iam::123456789012:role/admin';

const API = apiTemplate({
  Admin: pathPart('admin'),
  Item: pathPart('{id}', 'Admin'),
  Get: lambdaMethod('GET', 'Item', { AuthorizationType: 'AWS_IAM' }),
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'admin',
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [
        {
          PolicyName: 'invoke',
          PolicyDocument: {
            Statement: [
              {
                Effect: 'Allow',
                Action: 'execute-api:Invoke',
                Resource: 'arn:aws:execute-api:eu-west-1:123456789012:*/prod/GET/admin/7',
              },
            ],
          },
        },
      ],
    },
  },
});

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi(API, undefined, { emulators: [iam] });
});
afterAll(() => api.stop());

function get(path: string, credentials: Credentials) {
  const { origin, pathname } = new URL(api.url);
  return sendSigned(origin, credentials, {
    service: 'execute-api',
    method: 'GET',
    url: `${pathname}${path}`,
  });
}

test('the developer’s keys open every method', async () => {
  expect((await get('/admin/8', api.credentials)).status).toBe(200);
  expect(api.received.at(-1)?.requestContext.identity).toMatchObject({
    accountId: '123456789012',
    userArn: 'arn:aws:iam::123456789012:root',
    accessKey: api.credentials.accessKeyId,
  });
});

test('a role opens what its policy names, and the function learns who called', async () => {
  expect((await get('/admin/7', api.clientOf(ROLE, 'console').credentials)).status).toBe(200);
  expect(api.received.at(-1)?.requestContext.identity).toMatchObject({
    userArn: 'arn:aws:sts::123456789012:assumed-role/admin/console',
    caller: 'admin:console',
  });
});

test('a role without the grant is refused with role, action and resource', async () => {
  const { status, text } = await get('/admin/8', api.clientOf(ROLE, 'console').credentials);
  expect(status).toBe(403);
  expect(text).toContain(
    'assumed-role/admin/console is not authorized to perform: execute-api:Invoke',
  );
  expect(text).toContain('/prod/GET/admin/8');
});

test('without a signature, and with a wrong one, nobody comes in', async () => {
  const unsigned = await fetch(`${api.url}/admin/7`);
  expect(unsigned.status).toBe(403);
  expect(await unsigned.json()).toEqual({ message: 'Missing Authentication Token' });
  const forged = { ...api.credentials, secretAccessKey: 'guessed' };
  expect((await get('/admin/7', forged)).status).toBe(403);
  expect((await get('/admin/7', { accessKeyId: 'AKIA', secretAccessKey: 'x' })).status).toBe(403);
});

test('a signature for another service is refused', async () => {
  const { origin, pathname } = new URL(api.url);
  const request = { service: 'dynamodb', method: 'GET', url: `${pathname}/admin/7` };
  const { status, text } = await sendSigned(origin, api.credentials, request);
  expect(status).toBe(403);
  expect(text).toContain("Credential should be scoped to correct service: 'execute-api'");
});

test('a signature for another region is refused', async () => {
  const { origin, pathname } = new URL(api.url);
  const request = { service: 'execute-api', method: 'GET', url: `${pathname}/admin/7` };
  const { status, text } = await sendSigned(origin, api.credentials, {
    ...request,
    region: 'eu-west-3',
  });
  expect(status).toBe(403);
  expect(text).toContain('Credential should be scoped to a valid region');
});

test('a query that is not the one that was signed is refused', async () => {
  const { origin, pathname } = new URL(api.url);
  const request = { service: 'execute-api', method: 'GET', url: `${pathname}/admin/7?a=b%20c` };
  expect((await sendSigned(origin, api.credentials, request)).status).toBe(200);
  const forged = { ...request, sentUrl: `${pathname}/admin/7?a=b` };
  expect((await sendSigned(origin, api.credentials, forged)).status).toBe(403);
});
