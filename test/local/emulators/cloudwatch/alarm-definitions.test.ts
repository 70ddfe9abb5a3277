import { startTestCloud } from '../../../support/cloud.ts';
import { latencyAlarm } from '../../../support/latency-metric.ts';

test.each<[string, object, string]>([
  [
    'an expression',
    latencyAlarm({
      MetricName: undefined,
      Namespace: undefined,
      Statistic: undefined,
      Period: undefined,
      Dimensions: undefined,
      Metrics: [{ Id: 'e1', Expression: 'NOPE(m1)' }],
    }),
    'the function NOPE is not emulated',
  ],
  [
    'an alarm rule',
    { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'ALARM(' } },
    'an alarm expected',
  ],
  [
    'an unknown child',
    { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: 'ALARM(nobody)' } },
    'needs nobody to exist',
  ],
  ['a period', latencyAlarm({ Period: 7 }), 'Period 7'],
  [
    'its own state',
    {
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: { AlarmName: 'c', AlarmRule: 'ALARM(c)' },
    },
    'needs c to exist before it',
  ],
  [
    'a newer property',
    latencyAlarm({ EvaluationWindow: {} }),
    'does not support the property EvaluationWindow',
  ],
  [
    'another newer property',
    latencyAlarm({ WarmUpConfiguration: {} }),
    'does not support the property WarmUpConfiguration',
  ],
])('%s that cannot be read stops the start, by logical id', async (_name, resource, message) => {
  const starting = startTestCloud({ Resources: { Wrong: resource } } as Parameters<
    typeof startTestCloud
  >[0]);
  await expect(starting).rejects.toThrow('test/Wrong');
  await expect(starting).rejects.toThrow(message);
});
