import fc from 'fast-check';
import { incidentsOf, type PlacedResult } from '../../../cli/probes/incidents.ts';
import type { Outcome } from '../../../functions/probes/targets/probe-result.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 10, minute)).toISOString();

const result = (
  minute: number,
  outcome: Outcome,
  more: Partial<PlacedResult> = {},
): PlacedResult => ({
  probe: 'health',
  region: 'eu-central-1',
  at: at(minute),
  outcome,
  sentence: `${outcome} at ${minute}`,
  phases: {},
  attempts: 1,
  ...more,
});

test('an incident lasts from the first result that is down to the first that is not', () => {
  const results = [result(0, 'up'), result(1, 'down'), result(2, 'down'), result(3, 'up')];
  expect(incidentsOf(results)).toEqual([
    {
      probe: 'health',
      region: 'eu-central-1',
      outcome: 'down',
      from: at(1),
      to: at(3),
      sentence: 'down at 1',
      lastSentence: 'down at 2',
      results: 2,
    },
  ]);
});

test('one that goes on has no end, and its one reason is told once', () => {
  const sentence = 'status was 503';
  const results = [result(1, 'down', { sentence }), result(2, 'down', { sentence })];
  const [incident] = incidentsOf(results);
  expect(incident).not.toHaveProperty('to');
  expect(incident).not.toHaveProperty('lastSentence');
});

test('a reason that returns is not told as another', () => {
  const sentences = ['refused', 'reset', 'refused'];
  const results = sentences.map((sentence, minute) => result(minute, 'down', { sentence }));
  expect(incidentsOf(results)[0]).not.toHaveProperty('lastSentence');
});

test('a result that says nothing does not end it, and is one of its own otherwise', () => {
  const within = [result(1, 'down'), result(2, 'unknown'), result(3, 'down'), result(4, 'up')];
  expect(incidentsOf(within)).toMatchObject([
    { outcome: 'down', to: at(4), results: 3, lastSentence: 'down at 3' },
  ]);
  expect(incidentsOf([result(1, 'down'), result(2, 'unknown')])[0]).not.toHaveProperty(
    'lastSentence',
  );
  expect(incidentsOf([result(1, 'unknown'), result(2, 'up')])).toMatchObject([
    { outcome: 'unknown', from: at(1), to: at(2) },
  ]);
});

test('degraded is one of its own, which what is down ends', () => {
  const results = [result(1, 'degraded'), result(2, 'down'), result(3, 'degraded')];
  expect(incidentsOf(results).map(({ outcome, from, to }) => [outcome, from, to])).toEqual([
    ['degraded', at(3), undefined],
    ['down', at(2), at(3)],
    ['degraded', at(1), at(2)],
  ]);
});

test('results in maintenance neither make nor end one', () => {
  const maintenance = { maintenance: true } as const;
  const results = [
    result(1, 'down', maintenance),
    result(2, 'down'),
    result(3, 'up', maintenance),
    result(4, 'down'),
  ];
  expect(incidentsOf(results)).toMatchObject([{ from: at(2), results: 2 }]);
});

test('a job that need not have beaten yet has none', () => {
  expect(incidentsOf([result(1, 'unknown', { notYet: true })])).toEqual([]);
});

test('each probe has its own, and each region', () => {
  const results = [
    result(1, 'down'),
    result(1, 'down', { region: 'eu-west-1' }),
    result(1, 'down', { probe: 'page' }),
    result(2, 'up'),
  ];
  const open = incidentsOf(results).filter(({ to }) => to === undefined);
  expect(open.map(({ probe, region }) => `${probe} ${region}`).sort()).toEqual([
    'health eu-west-1',
    'page eu-central-1',
  ]);
});

test('every result that is not up is in one incident, whatever came', () => {
  const outcomes = fc.array(fc.constantFrom('up', 'degraded', 'down', 'unknown'));
  fc.assert(
    fc.property(outcomes, (each) => {
      const incidents = incidentsOf(each.map((outcome, minute) => result(minute, outcome)));
      const counted = incidents.reduce((sum, { results }) => sum + results, 0);
      expect(counted).toBe(each.filter((outcome) => outcome !== 'up').length);
      expect(incidents.filter(({ to }) => to === undefined).length).toBeLessThanOrEqual(1);
      for (const { from, to } of incidents) if (to !== undefined) expect(from < to).toBe(true);
    }),
  );
});
