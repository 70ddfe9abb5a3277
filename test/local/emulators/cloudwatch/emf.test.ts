import { readEmbeddedMetrics } from '../../../../local/emulators/cloudwatch/emf.ts';

const AT_MS = Date.UTC(2026, 10, 23);

function line(directives: readonly object[], members: object): string {
  return JSON.stringify({ _aws: { Timestamp: AT_MS, CloudWatchMetrics: directives }, ...members });
}

/** What a line measures, in short: namespace, name, dimensions, unit, sum of the values. */
function measured(text: string) {
  const read = readEmbeddedMetrics(text);
  return read?.metrics.map(({ namespace, name, dimensions, unit, measured: { sum } }) => {
    return [namespace, name, dimensions, unit, sum];
  });
}

test('reads the line that Powertools writes', () => {
  const Metrics = [
    { Name: 'Up', Unit: 'Count' },
    { Name: 'Latency', Unit: 'Milliseconds' },
  ];
  const text = line([{ Namespace: 'Afterprod', Dimensions: [['Probe']], Metrics }], {
    Probe: 'home',
    Up: 1,
    Latency: [12, 18],
  });
  expect(measured(text)).toEqual([
    ['Afterprod', 'Up', { Probe: 'home' }, 'Count', 1],
    ['Afterprod', 'Latency', { Probe: 'home' }, 'Milliseconds', 30],
  ]);
  expect(readEmbeddedMetrics(text)).toMatchObject({
    atMs: AT_MS,
    flaws: [],
    directives: [
      { namespace: 'Afterprod', dimensions: { Probe: 'home' }, values: { Up: 1, Latency: 15 } },
    ],
  });
});

test('puts a metric under each set of dimensions, and under none where there is no set', () => {
  const Metrics = [{ Name: 'Up' }];
  const members = { Up: 1, A: 'a', B: 'b' };
  const under = (Dimensions: readonly string[][] | undefined) =>
    measured(line([{ Namespace: 'N', Dimensions, Metrics }], members))?.map(
      ([, , dimensions]) => dimensions,
    );
  expect(under([['A'], ['A', 'B'], []])).toEqual([{ A: 'a' }, { A: 'a', B: 'b' }, {}]);
  expect(under([])).toEqual([{}]);
  expect(under(undefined)).toEqual([{}]);
});

test('reads several directives', () => {
  const one = { Namespace: 'One', Metrics: [{ Name: 'Up' }] };
  const two = { Namespace: 'Two', Metrics: [{ Name: 'Up', StorageResolution: 1 }] };
  const read = readEmbeddedMetrics(line([one, two], { Up: 1 }));
  expect(
    read?.metrics.map(({ namespace, isHighResolution }) => [namespace, isHighResolution]),
  ).toEqual([
    ['One', false],
    ['Two', true],
  ]);
});

test.each<[string, string]>([
  ['a plain line', 'START RequestId: 1'],
  ['other JSON', '{"level":"INFO"}'],
  ['JSON that mentions the member', '{"message":"\\"_aws\\""}'],
  ['torn JSON', '{"_aws":{"Timestamp":1'],
  ['no directives', '{"_aws":{"Timestamp":1}}'],
])('%s measures nothing', (_name, text) => {
  expect(readEmbeddedMetrics(text)).toBeUndefined();
});

test.each<[string, object, object, string]>([
  ['a missing value', { Metrics: [{ Name: 'Down' }] }, {}, 'the metric Down is neither'],
  ['a text value', { Metrics: [{ Name: 'Up' }] }, { Up: 'yes' }, 'the metric Up is neither'],
  ['an empty list', { Metrics: [{ Name: 'Up' }] }, { Up: [] }, 'the metric Up is neither'],
  ['a long list', { Metrics: [{ Name: 'Up' }] }, { Up: Array(101).fill(1) }, 'up to 100 numbers'],
  [
    'an inherited member',
    { Metrics: [{ Name: 'toString' }] },
    {},
    'the metric toString is neither',
  ],
  [
    'a missing dimension',
    { Dimensions: [['X']], Metrics: [{ Name: 'Up' }] },
    { Up: 1 },
    'the dimension X has no value',
  ],
  ['no namespace', { Namespace: '', Metrics: [{ Name: 'Up' }] }, { Up: 1 }, 'no Namespace'],
])('%s is left out, and told', (_name, directive, members, flaw) => {
  const read = readEmbeddedMetrics(line([{ Namespace: 'N', ...directive }], members));
  expect(read?.metrics).toEqual([]);
  expect(read?.flaws.join()).toContain(flaw);
});

test('a line without a time is left out', () => {
  const read = readEmbeddedMetrics('{"_aws":{"CloudWatchMetrics":[]}}');
  expect(read).toMatchObject({ metrics: [], flaws: ['_aws.Timestamp is no number'] });
});

test.each(['1e300', '1e999', '-1', '1790000000000000'])('a line at %s is left out', (at) => {
  const directive = '{"Namespace":"Afterprod","Metrics":[{"Name":"Up"}]}';
  const read = readEmbeddedMetrics(
    `{"_aws":{"Timestamp":${at},"CloudWatchMetrics":[${directive}]},"Up":1}`,
  );
  expect(read).toMatchObject({
    metrics: [],
    directives: [],
    flaws: ['_aws.Timestamp is no time in epoch milliseconds'],
  });
});
