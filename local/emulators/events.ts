import type {
  Cloud,
  Emulator,
  EmulatorHandle,
  Operation,
  PolicyDocument,
  Principal,
  Resource,
} from '../emulator.ts';
import { savedDeliveries } from './delivery/saved-deliveries.ts';
import { deliveryTo } from './delivery/target.ts';
import { Timetable } from './delivery/timetable.ts';
import { type BusEvent, toBusEvent } from './events/event.ts';
import { busArn, putEvents } from './events/put-events.ts';
import { parseRule, type Rule, type RuleTarget } from './events/rule.ts';

/**
 * EventBridge: rules by pattern and by schedule on the default bus, with functions, queues and topics as targets. Rules
 * are made by templates alone: there is no PutRule.
 */
export const events: Emulator = {
  service: 'events',
  resourceTypes: {
    'AWS::Events::Rule': {
      honoured: ['EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
      ignored: ['Description'],
    },
  },
  api: {
    signingName: 'events',
    protocol: 'awsJson1.1',
    targetPrefix: 'AWSEvents',
    client: () => import('@aws-sdk/client-eventbridge'),
  },
  async start(cloud) {
    return new EventBridge(cloud);
  },
};

class EventBridge implements EmulatorHandle {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #cloud: Cloud;
  readonly #rules: Timetable<Rule>;
  readonly #deliveries: ReturnType<typeof savedDeliveries>;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#deliveries = savedDeliveries(cloud);
    this.#rules = new Timetable(cloud.clock, (rule, dueMs) => this.#fire(rule, dueMs));
    this.operations = {
      PutEvents: putEvents(cloud, (event) => void cloud.clock.busy(this.#publish(event))),
    };
  }

  async create(resource: Resource) {
    const rule = this.#parse(resource);
    this.#rules.set(rule);
    return { ref: rule.name, attributes: { Arn: rule.arn } };
  }

  async update(resource: Resource, previous: Resource) {
    const rule = this.#parse(resource);
    this.#rules.remove(this.#parse(previous).arn);
    this.#rules.set(rule);
    return { ref: rule.name, attributes: { Arn: rule.arn } };
  }

  /** AWS's own services need no grant to put their events on the default bus. */
  resourcePolicy(arn: string): PolicyDocument | undefined {
    if (arn !== busArn(this.#cloud, 'default')) return undefined;
    const Principal = { Service: ['cloudwatch.amazonaws.com'] };
    return {
      Statement: [{ Effect: 'Allow', Principal, Action: 'events:PutEvents', Resource: arn }],
    };
  }

  async stop() {
    this.#rules.stop();
  }

  #parse(resource: Resource): Rule {
    const { region, accountId, clock } = this.#cloud;
    return parseRule(resource, { region, accountId, nowMs: clock.now() });
  }

  /** Sends an event to the targets of all rules that match it. */
  async #publish(event: BusEvent): Promise<void> {
    const matching = this.#rules
      .all()
      .filter(({ isEnabled, matches }) => isEnabled && matches?.(event));
    await Promise.all(matching.map((rule) => this.#send(rule, event)));
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

  async #send({ arn, targets }: Rule, event: BusEvent): Promise<void> {
    const sending = targets.map((target) => {
      const body = target.Input ?? JSON.stringify(event);
      const origin = { RULE_ARN: arn };
      const principal = principalOf(target, arn);
      return this.#deliveries.send(deliveryTo(target, body, principal, origin, this.#cloud));
    });
    await Promise.all(sending);
  }
}

/** Functions, queues and topics admit EventBridge by their own policies, unless the target names a role. */
function principalOf({ RoleArn }: RuleTarget, sourceArn: string): Principal {
  if (RoleArn === undefined) return { kind: 'service', service: 'events.amazonaws.com', sourceArn };
  return { kind: 'role', roleArn: RoleArn, sessionName: 'events' };
}
