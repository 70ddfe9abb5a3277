import type { Timer } from '../../clock.ts';
import type { Cloud, Principal } from '../../emulator.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import { recur } from '../delivery/recurrence.ts';
import { type BusEvent, toBusEvent } from './event.ts';
import type { Rule, RuleTarget } from './rule.ts';
import { targetInput } from './target-input.ts';

/** AWS's defaults for a target without a retry policy. */
const DEFAULT_RETRIES = 185;
const DEFAULT_AGE_S = 86_400;

/** The rules of all buses: matched with events, and run by their schedules. */
export class Rules {
  readonly #cloud: Cloud;
  readonly #deliveries: Deliveries;
  readonly #rules = new Map<string, Rule>();
  readonly #timers = new Map<string, Timer>();

  constructor(cloud: Cloud, deliveries: Deliveries) {
    this.#cloud = cloud;
    this.#deliveries = deliveries;
  }

  all(): readonly Rule[] {
    return [...this.#rules.values()];
  }

  find(bus: string, name: string): Rule | undefined {
    return this.all().find(
      ({ definition }) => definition.Name === name && definition.EventBusName === bus,
    );
  }

  /** Sets up a rule, in place of one with the same ARN. */
  set(rule: Rule): void {
    this.remove(rule.arn);
    this.#rules.set(rule.arn, rule);
    if (!rule.isEnabled || !rule.schedule) return;
    const fire = (dueMs: number) => this.#fire(rule, dueMs);
    this.#timers.set(rule.arn, recur(this.#cloud.clock, rule.schedule, fire));
  }

  remove(arn: string): void {
    this.#timers.get(arn)?.cancel();
    this.#timers.delete(arn);
    this.#rules.delete(arn);
  }

  /** Sends an event to the targets of all rules that match it. */
  async publish(bus: string, event: BusEvent): Promise<void> {
    const matching = this.all().filter(
      ({ isEnabled, definition, matches }) =>
        isEnabled && definition.EventBusName === bus && matches?.(event),
    );
    await Promise.all(matching.map((rule) => this.#send(rule, event)));
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
  }

  #fire(rule: Rule, dueMs: number): Promise<void> {
    const content = {
      source: 'aws.events',
      detailType: 'Scheduled Event',
      detail: {},
      resources: [rule.arn],
      atMs: dueMs,
    };
    return this.#send(rule, toBusEvent(content, this.#cloud));
  }

  async #send(rule: Rule, event: BusEvent): Promise<void> {
    const { definition, arn: ruleArn } = rule;
    const sinceMs = this.#cloud.clock.now();
    const context = { ruleArn, ruleName: definition.Name, ingestedMs: sinceMs };
    const sending = definition.Targets.map((target) => {
      const { RetryPolicy, DeadLetterConfig } = target;
      const { MaximumRetryAttempts = DEFAULT_RETRIES, MaximumEventAgeInSeconds = DEFAULT_AGE_S } =
        RetryPolicy ?? {};
      return this.#deliveries.send({
        targetArn: target.Arn,
        body: targetInput(target, event, context),
        principal: principalOf(target, ruleArn),
        sinceMs,
        maxAgeMs: MaximumEventAgeInSeconds * 1000,
        maxRetries: MaximumRetryAttempts,
        ...(DeadLetterConfig?.Arn === undefined ? {} : { deadLetterArn: DeadLetterConfig.Arn }),
        origin: { RULE_ARN: ruleArn },
        attempts: 0,
      });
    });
    await Promise.all(sending);
  }
}

/** Functions, queues and topics admit EventBridge by their own policies, unless the target names a role. */
function principalOf({ RoleArn }: RuleTarget, sourceArn: string): Principal {
  if (RoleArn === undefined) return { kind: 'service', service: 'events.amazonaws.com', sourceArn };
  return { kind: 'role', roleArn: RoleArn, sessionName: 'events' };
}
