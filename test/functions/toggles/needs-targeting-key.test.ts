import { needsTargetingKey } from '../../../functions/toggles/needs-targeting-key.ts';

const buckets = [
  ['on', 10],
  ['off', 90],
];

test.each<[string, unknown]>([
  ['a percentage', { fractional: buckets }],
  ['a percentage in a branch', { if: [{ var: 'beta' }, 'on', { fractional: buckets }] }],
  ['a percentage by the key itself', { fractional: [{ var: 'targetingKey' }, ...buckets] }],
  [
    'one by the key with a salt',
    { fractional: [{ cat: ['salt', { var: ['targetingKey'] }] }, ...buckets] },
  ],
])('%s needs the key', (_, targeting) => {
  expect(needsTargetingKey(targeting)).toBe(true);
});

test.each<[string, unknown]>([
  ['no rule', undefined],
  ['an empty rule', {}],
  ['a percentage by another attribute', { fractional: [{ var: 'company' }, ...buckets] }],
  ['a percentage of a fixed text', { fractional: ['everybody', ...buckets] }],
  ['a list of keys', { if: [{ in: [{ var: 'targetingKey' }, ['ann']] }, 'on', 'off'] }],
  ['a text that says fractional', { if: [{ '==': [{ var: 'kind' }, 'fractional'] }, 'on', 'off'] }],
  ['a percentage without buckets', { fractional: [] }],
  ['a percentage that is none', { fractional: null }],
])('%s does not', (_, targeting) => {
  expect(needsTargetingKey(targeting)).toBe(false);
});
