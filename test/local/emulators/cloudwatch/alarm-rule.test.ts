import * as fc from 'fast-check';
import type { AlarmValue } from '../../../../functions/alarms/judgement.ts';
import {
  alarmsIn,
  parseAlarmRule,
  ruleHolds,
} from '../../../../local/emulators/cloudwatch/alarm-rule.ts';

const states: Readonly<Record<string, AlarmValue>> = {
  a: 'ALARM',
  b: 'OK',
  c: 'INSUFFICIENT_DATA',
  'with space': 'ALARM',
};
const holds = (rule: string) => ruleHolds(parseAlarmRule(rule), (name) => states[name] ?? 'OK');

test.each<[string, boolean]>([
  ['ALARM("a")', true],
  ['ALARM(a)', true],
  ["ALARM('with space')", true],
  ['ALARM("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a")', true],
  ['OK("b") AND INSUFFICIENT_DATA("c")', true],
  ['ALARM("b") OR ALARM("a")', true],
  ['NOT ALARM("a")', false],
  ['NOT (ALARM("a") AND ALARM("b"))', true],
  ['ALARM("a") OR ALARM("b") AND FALSE', true],
  ['(ALARM("a") OR ALARM("b")) AND FALSE', false],
  ['TRUE', true],
  ['AT_LEAST(1, ALARM, ("a", "b", "c"))', true],
  ['AT_LEAST(2, ALARM, (a, b, c))', false],
  ['AT_LEAST(2, NOT ALARM, ("a", "b", "c"))', true],
  ['(ALARM("a")\n  AND\tNOT ALARM("b"))', true],
])('%s', (rule, expected) => {
  expect(holds(rule)).toBe(expected);
});

test('names each of its alarms once', () => {
  const rule = 'ALARM(a) AND NOT (OK("b") OR ALARM(a)) OR AT_LEAST(1, OK, (c, b))';
  expect(alarmsIn(parseAlarmRule(rule))).toEqual(['a', 'b', 'c']);
});

test.each([
  ['', 'OK, ALARM or INSUFFICIENT_DATA expected, found its end'],
  ['ALARM', '( expected, found its end'],
  ['ALARM(', 'an alarm expected'],
  ['ALARM("a") ALARM("b")', 'found ALARM'],
  ['ALARM("a") AND', 'expected, found its end'],
  ['BROKEN("a")', 'OK, ALARM or INSUFFICIENT_DATA expected, found BROKEN'],
  ['AT_LEAST(0, ALARM, (a))', 'a count expected, found 0'],
  ['AT_LEAST(3, ALARM, (a, b))', 'AT_LEAST 3 of 2 alarms'],
  ['ALARM("a', 'found'],
])('%s is refused', (rule, message) => {
  expect(() => parseAlarmRule(rule)).toThrow(message);
});

test('any rule holds exactly when its parts say so', () => {
  type Rule = { readonly text: string; readonly holds: boolean };
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom<Rule>(
        { text: 'ALARM(a)', holds: true },
        { text: 'OK("a")', holds: false },
        { text: 'INSUFFICIENT_DATA(c)', holds: true },
        { text: 'FALSE', holds: false },
      ),
      tie('rule').map(({ text, holds }) => ({ text: `NOT (${text})`, holds: !holds })),
      fc.tuple(tie('rule'), tie('rule')).map(([one, two]) => {
        return { text: `(${one.text}) AND (${two.text})`, holds: one.holds && two.holds };
      }),
      fc.tuple(tie('rule'), tie('rule')).map(([one, two]) => {
        return { text: `(${one.text} OR ${two.text})`, holds: one.holds || two.holds };
      }),
    ),
  }));
  fc.assert(fc.property(rule, ({ text, holds: expected }) => expect(holds(text)).toBe(expected)));
});
