const TOKEN = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^\s(),"']+)/g;
const WORDS = /^(ALARM|OK|INSUFFICIENT_DATA|AND|OR|NOT|TRUE|FALSE|AT_LEAST|\d+%?)$/;
const ARN = /^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/;

/**
 * The alarms that the rule of a composite alarm speaks of, each once; of an ARN the name. Reads
 * `ALARM("a") AND NOT OK(b)` and `AT_LEAST(2, ALARM, ("a", "b"))`. Names are quoted unless they are plain words.
 */
export function alarmRuleNames(rule: string): readonly string[] {
  const names = [...rule.matchAll(TOKEN)].flatMap(([, double, single, bare]) => {
    if (bare !== undefined) return WORDS.test(bare) ? [] : [bare];
    return [(double ?? single ?? '').replaceAll(/\\(.)/g, '$1')];
  });
  return [...new Set(names.map((name) => name.replace(ARN, '')))];
}
