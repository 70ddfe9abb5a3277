import { maintenanceLines } from '../../../cli/probes/maintenance-words.ts';

const NOW = new Date('2026-11-23T03:00:00Z');
const night = (probe: string) => ({
  probe,
  from: '2026-11-23T02:00:00.000Z',
  until: '2026-11-23T04:00:00.000Z',
});

test('tells until when work is under way, and for which probes', () => {
  expect(maintenanceLines([night('page'), night('order')], NOW)).toEqual([
    'maintenance until 2026-11-23 04:00 UTC: page, order',
  ]);
  expect(maintenanceLines(['a', 'b', 'c', 'd', 'e'].map(night), NOW)).toEqual([
    'maintenance until 2026-11-23 04:00 UTC: a, b, c and 2 more',
  ]);
});

test('tells what begins within a day, and nothing of what comes later', () => {
  const beginning = (from: string) =>
    maintenanceLines([{ probe: 'page', from, until: '2026-11-24T05:00:00.000Z' }], NOW);
  expect(beginning('2026-11-24T03:00:00.000Z')).toEqual([
    'maintenance from 2026-11-24 03:00 UTC until 2026-11-24 05:00 UTC: page',
  ]);
  expect(beginning('2026-11-24T03:01:00.000Z')).toEqual([]);
});
