import { metricLine } from '../../../functions/shared/metrics.ts';

test('writes exactly the dimensions that alarms name, and details as plain fields', () => {
  const line = metricLine(
    1_000,
    { Project: 'storefront', Stage: 'prod', Probe: 'home' },
    { Up: { value: 1, unit: 'Count' } },
    { status: 200 },
  );
  expect(JSON.parse(line)).toEqual({
    Project: 'storefront',
    Stage: 'prod',
    Probe: 'home',
    Up: 1,
    status: 200,
    _aws: {
      Timestamp: 1_000,
      CloudWatchMetrics: [
        {
          Namespace: 'Afterprod',
          Dimensions: [['Project', 'Stage', 'Probe']],
          Metrics: [{ Name: 'Up', Unit: 'Count' }],
        },
      ],
    },
  });
});

test('a line without metrics is a plain one: CloudWatch takes no empty definition', () => {
  const line = metricLine(1_000, { Project: 'storefront', Stage: 'prod' }, {}, { status: 200 });
  expect(JSON.parse(line)).toEqual({ Project: 'storefront', Stage: 'prod', status: 200 });
});
