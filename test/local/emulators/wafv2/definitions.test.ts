import { apiGateway } from '../../../../local/emulators/api-gateway.ts';
import { wafv2 } from '../../../../local/emulators/wafv2.ts';
import { startTestCloud } from '../../../support/cloud.ts';
import { acl, association, matchMethod, rate, rule } from '../../../support/web-acl.ts';

test.each<[string, ReturnType<typeof acl>, string]>([
  ['a limit under ten', acl([rule(rate({ Limit: 9 }))]), 'Limit: must be at least 10'],
  [
    'a window of its own',
    acl([rule(rate({ EvaluationWindowSec: 61 }))]),
    'must be 60, 120, 300 or 600',
  ],
  ['a constant key', acl([rule(rate({ AggregateKeyType: 'CONSTANT' }))]), 'AggregateKeyType'],
  ['custom keys without any', acl([rule(rate({ AggregateKeyType: 'CUSTOM_KEYS' }))]), 'CustomKeys'],
  [
    'a custom key of the address alone',
    acl([rule(rate({ AggregateKeyType: 'CUSTOM_KEYS', CustomKeys: [{ IP: {} }] }))]),
    'an address alone',
  ],
  [
    'no header to forward',
    acl([rule(rate({ AggregateKeyType: 'FORWARDED_IP' }))]),
    'ForwardedIPConfig',
  ],
  [
    'countries',
    acl([rule({ GeoMatchStatement: { CountryCodes: ['DE'] } })]),
    'GeoMatchStatement is not emulated',
  ],
  ['two statements', acl([rule({ ...rate(), ...matchMethod('GET') })]), 'must have one statement'],
  ['no action', acl([rule(rate(), { Action: undefined })]), 'rule has no Action'],
  ['a captcha', acl([rule(rate(), { Action: { Captcha: {} } })]), 'Action'],
  [
    'a body that is not there',
    acl([
      rule(rate(), {
        Action: { Block: { CustomResponse: { ResponseCode: 429, CustomResponseBodyKey: 'x' } } },
      }),
    ]),
    'CustomResponseBodies has no x',
  ],
  ['CloudFront’s scope', acl([], { Scope: 'CLOUDFRONT' }), 'Scope: must be REGIONAL'],
  ['token domains', acl([], { TokenDomains: ['a.example'] }), 'the property TokenDomains'],
])('%s stops the start', async (_, Acl, reason) => {
  const starting = startTestCloud({ Resources: { Acl } }, { emulators: [wafv2, apiGateway] });
  await expect(starting).rejects.toThrow(reason);
});

test('what is no stage of a REST API has no firewall here', async () => {
  const Association = association('arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/x');
  const starting = startTestCloud(
    { Resources: { Acl: acl([]), Association } },
    { emulators: [wafv2] },
  );
  await expect(starting).rejects.toThrow('only the stage of a REST API');
});
