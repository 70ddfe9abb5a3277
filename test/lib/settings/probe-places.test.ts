import { flawsOf, someSettings } from '../../support/settings.ts';

const vpc = { subnets: ['subnet-0a1b2c3d'], securityGroups: ['sg-0a1b2c3d'] };
const allowPrivate = ['10.0.3.0/24'];
const db = { name: 'db', tcp: '10.0.3.7:5432' };

/** Settings of which each stage has this, too. */
function withStages(more: object, differences: object = {}) {
  const stages = someSettings().stages.map((stage) => ({ ...stage, ...more }));
  return { ...someSettings(), ...differences, stages };
}

const window = (differences: object) => ({
  ...someSettings(),
  maintenance: [{ from: '02:00', for: '2h', ...differences }],
});

test('a private address is probed where each stage allows its range', () => {
  const probes = [db, { name: 'web', url: 'http://10.0.3.8:8080/' }];
  expect(flawsOf(withStages({ vpc, allowPrivate }, { probes }))).toEqual([]);
  expect(flawsOf(withStages({ vpc, allowPrivate: ['10.0.4.0/24'] }, { probes }))).toHaveLength(2);
});

test('a stage that does not allow it is enough to refuse it', () => {
  const { stages } = someSettings();
  const settings = { ...someSettings(), probes: [db] };
  const first = { ...stages[0], vpc, allowPrivate };
  expect(flawsOf({ ...settings, stages: [first, stages[1]] })).toEqual([
    expect.stringContaining('probes[0].tcp: must be public: 10.0.3.7 is private'),
  ]);
});

test.each<[object, string]>([
  [{ vpc }, "allowPrivate: is missing beside 'vpc'"],
  [{ allowPrivate }, "vpc: is missing beside 'allowPrivate'"],
  [{ vpc: { ...vpc, id: 'vpc-1' }, allowPrivate }, 'vpc.id: is not a setting'],
  [{ vpc: { ...vpc, subnets: [] }, allowPrivate }, 'subnets: must not be empty'],
  [{ vpc: { ...vpc, subnets: ['10.0.3.0'] }, allowPrivate }, 'must be an id like subnet-'],
  [{ vpc, allowPrivate: [] }, 'allowPrivate: must not be empty'],
  [{ vpc, allowPrivate: ['10.0.3.0'] }, 'allowPrivate[0]: must be a range of private addresses'],
  [{ vpc, allowPrivate: ['10.0.0.0/7'] }, 'a range of private addresses'],
  [{ vpc, allowPrivate: ['0.0.0.0/0'] }, 'a range of private addresses'],
  [{ vpc, allowPrivate: ['127.0.0.0/8'] }, 'a range of private addresses'],
  [{ vpc, allowPrivate: ['169.254.0.0/16'] }, 'a range of private addresses'],
  [{ vpc, allowPrivate: ['fc00::/7'] }, 'a range of private addresses'], // holds EC2's metadata
  [{ vpc, allowPrivate: ['fd00:ec2::254/128'] }, 'a range of private addresses'],
])('refuses %j of a stage', (more, expected) => {
  const flaws = flawsOf(withStages(more));
  expect(flaws).toHaveLength(2); // one a stage
  expect(flaws[0]).toContain(expected);
});

test.each([{ vpc }, { allowPrivate }])('says of %j at the top that a stage has it', (more) => {
  const [key] = Object.keys(more);
  expect(flawsOf({ ...someSettings(), ...more })).toEqual([
    `${key}: is not a setting. Fix: Write it in stages[…]: each stage has its own.`,
  ]);
});

test.each<[object, string]>([
  [{ probeRegions: ['eu-west-9'] }, "Did you mean 'eu-west-1'?"],
  [{ probeRegions: ['eu-central-1'] }, "is a stage's own region: eu-central-1"],
  [{ probeRegions: ['eu-west-1', 'eu-west-1'] }, 'probeRegions[1]: is the same as [0]'],
  [{ probeRegions: ['eu-west-1'], probeQuorum: 3 }, 'probeQuorum: must be at most 2'],
  [{ probeQuorum: 0 }, 'probeQuorum: must be a whole number from 1 to 5'],
])('refuses %j', (differences, expected) => {
  const flaws = flawsOf({ ...someSettings(), ...differences });
  expect(flaws).toHaveLength(1);
  expect(flaws[0]).toContain(expected);
});

test('private addresses are reached from one region only', () => {
  expect(flawsOf(withStages({ vpc, allowPrivate }, { probeRegions: ['eu-west-1'] }))).toEqual([
    expect.stringContaining('probeRegions: is there beside stages[0].vpc'),
  ]);
});

test('takes further regions, and windows of maintenance', () => {
  const maintenance = [
    { from: '02:00', for: '2h' },
    { from: '23:59', for: '24h', days: ['sat'], probes: ['health'], timeZone: 'Europe/Berlin' },
  ];
  const regions = { probeRegions: ['eu-west-1', 'us-east-1'], probeQuorum: 2 };
  expect(flawsOf({ ...someSettings(), ...regions, maintenance })).toEqual([]);
});

test.each<[object, string]>([
  [{ from: '2:00' }, 'maintenance[0].from: must be a time of day'],
  [{ from: '24:00' }, 'a time of day'],
  [{ for: '25h' }, 'maintenance[0].for: must be from 1m to 24h, not 25h'],
  [{ for: '30s' }, 'must be from 1m to 24h'],
  [{ for: 2 }, 'a whole number with its unit'],
  [{ days: ['Mon'] }, 'maintenance[0].days[0]: must be one of mon, tue'],
  [{ days: [] }, 'maintenance[0].days: must not be empty'],
  [{ probes: ['helth'] }, "Did you mean 'health'?"],
  [{ timeZone: 'Berlin' }, 'a time zone by its IANA name'],
  [{ until: '04:00' }, 'maintenance[0].until: is not a setting'],
])('refuses a window with %j', (differences, expected) => {
  const flaws = flawsOf(window(differences));
  expect(flaws).toHaveLength(1);
  expect(flaws[0]).toContain(expected);
});
