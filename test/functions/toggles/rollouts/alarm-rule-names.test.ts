import { alarmRuleNames } from '../../../../functions/toggles/rollouts/alarm-rule-names.ts';

test.each<[string, readonly string[]]>([
  ['ALARM("a") OR ALARM("b")', ['a', 'b']],
  ["(ALARM('a b') AND NOT OK(c-1))", ['a b', 'c-1']],
  ['AT_LEAST(2, ALARM, ("a", b, "c"))', ['a', 'b', 'c']],
  ['AT_LEAST(50%, NOT OK, (a))', ['a']],
  ['ALARM("OK") OR OK("a(b), c")', ['OK', 'a(b), c']],
  ['ALARM("a") AND INSUFFICIENT_DATA(a)', ['a']],
  ['ALARM("a\\"b")', ['a"b']],
  ['ALARM("arn:aws:cloudwatch:eu-west-1:123456789012:alarm:shop-prod-x")', ['shop-prod-x']],
  ['TRUE', []],
  ['', []],
])('%s speaks of %j', (rule, names) => {
  expect(alarmRuleNames(rule)).toEqual(names);
});
