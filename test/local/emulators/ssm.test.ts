import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  GetParameterCommand,
  GetParametersCommand,
  ParameterAlreadyExists,
  ParameterNotFound,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { ssm } from '../../../local/emulators/ssm.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

let cloud: TestCloud;
let client: SSMClient;

beforeAll(async () => {
  const Greeting = {
    Type: 'AWS::SSM::Parameter',
    Properties: {
      Name: '/shop/greeting',
      Type: 'String',
      Value: { 'Fn::Join': [' ', ['hello', { Ref: 'AWS::Region' }]] },
    },
  };
  cloud = await startTestCloud({ Resources: { Greeting } }, { emulators: [ssm] });
  client = new SSMClient(cloud.client);
});
afterAll(() => cloud.stop());

test('gives what the template holds', async () => {
  const { Parameter } = await client.send(new GetParameterCommand({ Name: '/shop/greeting' }));
  expect(Parameter).toMatchObject({
    Value: 'hello eu-west-1',
    Version: 1,
    ARN: 'arn:aws:ssm:eu-west-1:123456789012:parameter/shop/greeting',
    LastModifiedDate: new Date(cloud.clock.now()),
  });
});

test('refuses an unknown name with the error class of the SDK', async () => {
  const asking = client.send(new GetParameterCommand({ Name: '/nobody' }));
  await expect(asking).rejects.toThrow(ParameterNotFound);
});

test('keeps what is put, overwrites it on request, and names what is not there', async () => {
  const put = (Value: string, Overwrite = false) =>
    client.send(new PutParameterCommand({ Name: '/a/b/c', Type: 'String', Value, Overwrite }));
  await put('1');
  await expect(put('2')).rejects.toThrow(ParameterAlreadyExists);
  expect(await put('2', true)).toMatchObject({ Version: 2 });

  const found = await client.send(new GetParametersCommand({ Names: ['/a/b/c', '/nobody'] }));
  expect(found.Parameters?.map(({ Value }) => Value)).toEqual(['2']);
  expect(found.InvalidParameters).toEqual(['/nobody']);
});

test('shows what is secure only where decryption is asked for', async () => {
  const Name = '/shop/token';
  await client.send(new PutParameterCommand({ Name, Type: 'SecureString', Value: 'abc' }));
  const valueWith = async (WithDecryption?: boolean) => {
    const one = await client.send(new GetParameterCommand({ Name, WithDecryption }));
    const all = await client.send(new GetParametersCommand({ Names: [Name], WithDecryption }));
    return [one.Parameter?.Value, all.Parameters?.[0]?.Value];
  };
  expect(await valueWith(true)).toEqual(['abc', 'abc']);
  expect((await valueWith()).join()).not.toContain('abc');
});

test('after a restart, a value that was put stays until the template gives another', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'ssm-'));
  const run = async (Value: string, put?: string) => {
    const P = { Type: 'AWS::SSM::Parameter', Properties: { Name: 'p', Type: 'String', Value } };
    const running = await startTestCloud({ Resources: { P } }, { dataDir, emulators: [ssm] });
    const own = new SSMClient(running.client);
    const found = await own.send(new GetParameterCommand({ Name: 'p' }));
    if (put) await own.send(new PutParameterCommand({ Name: 'p', Value: put, Overwrite: true }));
    await running.stop();
    return found.Parameter?.Value;
  };
  expect(await run('template', 'put')).toBe('template');
  expect(await run('template')).toBe('put');
  expect(await run('changed')).toBe('changed');
  rmSync(dataDir, { recursive: true });
});
