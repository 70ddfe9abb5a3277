import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { reportToggleFindings, type ToggleSeeds } from '../../lib/toggle-findings.ts';
import { toggle } from '../support/toggle-builders.ts';

function report(seeds: Partial<ToggleSeeds>, today = '2026-11-23') {
  const stack = new Stack(new App(), 'Test');
  reportToggleFindings(stack, { toggles: {}, segments: {}, ...seeds }, today);
  const warnings = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  return warnings.map(({ entry }) => String(entry.data));
}

test('says nothing of toggles that are in order', () => {
  expect(report({ toggles: { it: toggle() } })).toEqual([]);
});

test('warns of a toggle whose time is over: a date stops no deployment', () => {
  const toggles = { it: toggle({ metadata: { expires: '2026-11-22' } }) };
  expect(report({ toggles })).toEqual([
    expect.stringContaining('flags.it.metadata.expires was over on 2026-11-22'),
  ]);
  expect(report({ toggles }, '2026-11-22')).toEqual([]);
});

test('warns of a segment that nobody uses, and of each toggle apart', () => {
  const late = toggle({ metadata: { expires: '2020-01-01' } });
  const segments = { beta: { var: 'beta' } };
  expect(report({ toggles: { a: late, b: late }, segments })).toHaveLength(3);
});

test('refuses what the deployment would refuse', () => {
  const targeting = { if: [{ $ref: 'beta' }, 'on', null] };
  const toggles = { it: toggle({ targeting }) };
  expect(() => report({ toggles })).toThrow(
    'toggles: flags.it.targeting.if[0].$ref names no segment',
  );
  expect(report({ toggles, segments: { beta: { var: 'beta' } } })).toEqual([]);
});
