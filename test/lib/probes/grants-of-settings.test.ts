import { Stack } from 'aws-cdk-lib';
import { probesOfSettings } from '../../../lib/probes/targets-of-settings.ts';
import type { ProbeSettings } from '../../../lib/settings/probe-settings.ts';

const stage = { region: 'eu-central-1' };

function prober(probes: readonly ProbeSettings[]) {
  return probesOfSettings({ probes }, stage, 'https://shop.example.com');
}

test('names each secret once, wherever it is used', () => {
  const password = { secret: 'shop/probe', field: 'password' };
  const key = { parameter: '/shop/key' };
  const { secrets } = prober([
    { name: 'a', path: '/', auth: { basic: { user: 'ann', password } }, headers: { 'X-Key': key } },
    { name: 'b', journey: [{ name: 's', path: '/', auth: { bearer: password } }] },
    {
      name: 'c',
      path: '/',
      auth: { mtls: { certificate: { secret: 'c' }, key: { secret: 'k' } } },
    },
  ]);
  expect(secrets).toEqual([key, password, { secret: 'c' }, { secret: 'k' }]);
});

test('what is signed names what the role must be allowed', () => {
  const api = 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/x';
  const resource = 'arn:aws:lambda:eu-central-1:111111111111:function:shop';
  const { permissions, config } = prober([
    { name: 'own', path: '/', auth: { sigv4: {} } },
    { name: 'api', url: api, method: 'POST', auth: { sigv4: { region: 'eu-west-1' } } },
    { name: 'fn', url: 'https://x.on.aws/', auth: { sigv4: { service: 'lambda', resource } } },
  ]);
  expect(new Stack().resolve(permissions)).toEqual([
    {
      actions: ['execute-api:Invoke'],
      resource: joined(':execute-api:eu-central-1:', { Ref: 'AWS::AccountId' }, ':*/*/GET/*'),
    },
    {
      actions: ['execute-api:Invoke'],
      resource: joined(':execute-api:eu-west-1:*:abc123/*/POST/*'),
    },
    { actions: ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'], resource },
  ]);
  expect(config.targets[0]).toMatchObject({
    request: { auth: { sigv4: { service: 'execute-api', region: 'eu-central-1' } } },
  });
});

function joined(...parts: readonly unknown[]) {
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...parts]] };
}
