import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import { compileEventPattern } from '../../event-pattern.ts';
import { pageOf } from '../pages.ts';
import { busName, parseRule, parseTargets, type Rule, type RuleDefinition } from './rule.ts';
import type { Rules } from './rules.ts';

/** EventBridge's operations on rules. `changed` is called after each change, which may have to survive a restart. */
export function ruleOperations(
  cloud: Cloud,
  rules: Rules,
  changed: (rule: Rule, isDeleted: boolean) => void,
): Record<string, Operation> {
  const editor = new RuleEditor(cloud, rules, changed);
  const operations: Record<string, (input: Input) => object> = {
    DeleteRule: (input) => editor.delete(input),
    DescribeRule: (input) => describe(editor.existing(input)),
    DisableRule: (input) => editor.change(input, { State: 'DISABLED' }),
    EnableRule: (input) => editor.change(input, { State: 'ENABLED' }),
    ListRules: (input) => listRules(rules, input),
    ListTargetsByRule: (input) => ({ Targets: editor.existing(input).definition.Targets }),
    PutRule: (input) => editor.put(input),
    PutTargets: (input) => editor.putTargets(input),
    RemoveTargets: (input) => editor.removeTargets(input),
    TestEventPattern: testEventPattern,
  };
  return Object.fromEntries(
    Object.entries(operations).map(([name, run]) => [
      name,
      { run: async (input: Input) => run(input) },
    ]),
  );
}

class RuleEditor {
  readonly #cloud: Cloud;
  readonly #rules: Rules;
  readonly #changed: (rule: Rule, isDeleted: boolean) => void;

  constructor(cloud: Cloud, rules: Rules, changed: (rule: Rule, isDeleted: boolean) => void) {
    this.#cloud = cloud;
    this.#rules = rules;
    this.#changed = changed;
  }

  existing({ Name, Rule: rule, EventBusName = 'default' }: Input): Rule {
    const found = this.#rules.find(busName(EventBusName), Name ?? rule);
    if (found) return found;
    throw new AwsError(
      'ResourceNotFoundException',
      `Rule ${Name ?? rule} does not exist on EventBus ${EventBusName}.`,
    );
  }

  put(input: Input): object {
    const known = this.#rules.find(busName(input.EventBusName ?? 'default'), input.Name);
    const Targets = known?.definition.Targets ?? [];
    return { RuleArn: this.#set({ ...input, Targets }).arn };
  }

  change(input: Input, changes: Partial<RuleDefinition>): object {
    this.#set({ ...this.existing(input).definition, ...changes });
    return {};
  }

  delete(input: Input): object {
    const rule = this.existing(input);
    if (rule.definition.Targets.length > 0) {
      throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
    }
    this.#rules.remove(rule.arn);
    this.#changed(rule, true);
    return {};
  }

  putTargets(input: Input): object {
    const added = refusing(() => parseTargets(input.Targets));
    const before = this.existing(input).definition.Targets;
    const kept = before.filter(({ Id }) => !added.some((target) => target.Id === Id));
    this.change(input, { Targets: [...kept, ...added] });
    return { FailedEntryCount: 0, FailedEntries: [] };
  }

  removeTargets(input: Input): object {
    const { Targets } = this.existing(input).definition;
    this.change(input, { Targets: Targets.filter(({ Id }) => !input.Ids.includes(Id)) });
    return { FailedEntryCount: 0, FailedEntries: [] };
  }

  #set(definition: unknown): Rule {
    const { region, accountId, clock } = this.#cloud;
    const rule = refusing(() => parseRule(definition, { region, accountId, nowMs: clock.now() }));
    this.#rules.set(rule);
    this.#changed(rule, false);
    return rule;
  }
}

function testEventPattern({ EventPattern, Event }: Input): object {
  const matches = refusing(() => compileEventPattern(JSON.parse(EventPattern)));
  return { Result: matches(refusing(() => JSON.parse(Event))) };
}

function listRules(
  rules: Rules,
  { NamePrefix = '', EventBusName = 'default', Limit = 100, NextToken }: Input,
) {
  const found = rules
    .all()
    .filter(({ definition }) => definition.EventBusName === busName(EventBusName))
    .filter(({ definition }) => definition.Name.startsWith(NamePrefix));
  const { items, nextToken } = pageOf(found, Limit, NextToken, 'InvalidNextToken');
  return { Rules: items.map(describe), NextToken: nextToken };
}

function describe({ definition, arn }: Rule): object {
  const { Targets, EventPattern, ...shown } = definition;
  const pattern = typeof EventPattern === 'string' ? EventPattern : JSON.stringify(EventPattern);
  return { ...shown, Arn: arn, EventPattern: pattern };
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const isPattern = message.startsWith('event pattern');
    throw new AwsError(
      isPattern ? 'InvalidEventPatternException' : 'ValidationException',
      message,
      { cause: error },
    );
  }
}
