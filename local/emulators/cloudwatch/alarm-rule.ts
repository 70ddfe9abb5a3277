import type { AlarmValue } from '../../../functions/alarms/judgement.ts';
import { TokenReader } from './token-reader.ts';

/** The rule of a composite alarm, read. */
export type AlarmRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: AlarmValue; readonly alarm: string }
  | { readonly kind: 'not'; readonly rule: AlarmRule }
  | { readonly kind: 'and' | 'or'; readonly rules: readonly AlarmRule[] }
  | {
      readonly kind: 'atLeast';
      readonly count: number;
      readonly state: AlarmValue;
      /** Counts the alarms that are not in the state. */
      readonly isNot: boolean;
      readonly alarms: readonly string[];
    };

const STATES: readonly AlarmValue[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];
const TOKEN = /\s*("[^"]*"|'[^']*'|[(),]|[^\s(),"']+)/y;

/** Reads `ALARM("a") AND NOT OK("b")`, `AT_LEAST(2, ALARM, ("a", "b", "c"))`; throws an Error that says what is wrong. */
export function parseAlarmRule(text: string): AlarmRule {
  const reader = new Reader(text);
  const rule = reader.either();
  reader.end();
  return rule;
}

/** The names of all alarms in the rule, each once. */
export function alarmsIn(rule: AlarmRule): readonly string[] {
  return [...new Set(namesIn(rule))];
}

export function ruleHolds(rule: AlarmRule, stateOf: (alarm: string) => AlarmValue): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !ruleHolds(rule.rule, stateOf);
    case 'and':
      return rule.rules.every((part) => ruleHolds(part, stateOf));
    case 'or':
      return rule.rules.some((part) => ruleHolds(part, stateOf));
    case 'atLeast': {
      const isCounted = (alarm: string) => (stateOf(alarm) === rule.state) !== rule.isNot;
      return rule.alarms.filter(isCounted).length >= rule.count;
    }
  }
}

function namesIn(rule: AlarmRule): readonly string[] {
  if (rule.kind === 'state') return [rule.alarm];
  if (rule.kind === 'not') return namesIn(rule.rule);
  if (rule.kind === 'atLeast') return rule.alarms;
  return rule.kind === 'constant' ? [] : rule.rules.flatMap(namesIn);
}

class Reader extends TokenReader {
  constructor(text: string) {
    const tokens = [...text.matchAll(new RegExp(TOKEN, 'g'))].map(([, token = '']) => token);
    super(`alarm rule ${text}`, tokens);
    if (tokens.join('') !== text.replace(/\s/g, '') && !/["']/.test(text)) throw this.unexpected();
  }

  either(): AlarmRule {
    const rules = [this.#all()];
    while (this.take('OR')) rules.push(this.#all());
    return rules.length === 1 && rules[0] ? rules[0] : { kind: 'or', rules };
  }

  #all(): AlarmRule {
    const rules = [this.#one()];
    while (this.take('AND')) rules.push(this.#one());
    return rules.length === 1 && rules[0] ? rules[0] : { kind: 'and', rules };
  }

  #one(): AlarmRule {
    if (this.take('NOT')) return { kind: 'not', rule: this.#one() };
    if (this.take('TRUE')) return { kind: 'constant', value: true };
    if (this.take('FALSE')) return { kind: 'constant', value: false };
    if (this.take('AT_LEAST')) return this.#atLeast();
    if (this.take('(')) {
      const rule = this.either();
      this.expect(')');
      return rule;
    }
    const state = this.#state();
    this.expect('(');
    const alarm = this.#name();
    this.expect(')');
    return { kind: 'state', state, alarm };
  }

  #atLeast(): AlarmRule {
    this.expect('(');
    const count = Number(this.peek());
    if (!(Number.isInteger(count) && count > 0)) throw this.unexpected('a count expected, ');
    this.skip();
    this.expect(',');
    const isNot = this.take('NOT');
    const state = this.#state();
    this.expect(',');
    this.expect('(');
    const alarms = [this.#name()];
    while (this.take(',')) alarms.push(this.#name());
    this.expect(')');
    this.expect(')');
    if (count > alarms.length)
      throw this.unexpected(`AT_LEAST ${count} of ${alarms.length} alarms, `);
    return { kind: 'atLeast', count, state, isNot, alarms };
  }

  #state(): AlarmValue {
    const state = STATES.find((known) => known === this.peek());
    if (!state) throw this.unexpected('OK, ALARM or INSUFFICIENT_DATA expected, ');
    this.skip();
    return state;
  }

  /** An alarm's name; of an ARN its last part. */
  #name(): string {
    const token = this.peek();
    if (token === undefined || /^[(),]$/.test(token)) throw this.unexpected('an alarm expected, ');
    this.skip();
    return alarmName(token.replace(/^["']|["']$/g, ''));
  }
}

/** The name in an alarm's ARN, or the name as it is. */
export function alarmName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '');
}
