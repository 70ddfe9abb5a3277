import type {
  Cloud,
  Emulator,
  EmulatorHandle,
  Operation,
  PolicyDocument,
  Resource,
} from '../emulator.ts';
import { Deliveries, type Delivery } from './delivery/deliveries.ts';
import { busArn, putEvents } from './events/put-events.ts';
import { parseRule, type Rule } from './events/rule.ts';
import { ruleOperations } from './events/rule-operations.ts';
import { Rules } from './events/rules.ts';

interface Saved {
  readonly waiting: readonly Delivery[];
  /** Rules that API calls made: made again at start. */
  readonly rules: readonly unknown[];
}

/** EventBridge: rules by pattern and by schedule, with functions, queues and topics as targets. */
export const events: Emulator = {
  service: 'events',
  resourceTypes: {
    'AWS::Events::Rule': {
      honoured: [
        'Description',
        'EventBusName',
        'EventPattern',
        'Name',
        'ScheduleExpression',
        'State',
        'Targets',
      ],
    },
    'AWS::Events::EventBus': { honoured: ['Name'], ignored: ['Description'] },
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
  readonly #rules: Rules;
  readonly #deliveries: Deliveries;
  readonly #buses = new Set(['default']);
  /** ARNs of the templates' own rules: a change by an API call lasts until the next start. */
  readonly #declared = new Set<string>();
  readonly #adHoc = new Map<string, Rule>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    const saved: Saved = { waiting: [], rules: [], ...Object(cloud.state.load()) };
    this.#deliveries = new Deliveries(cloud, saved.waiting, () => this.#save());
    this.#rules = new Rules(cloud, this.#deliveries);
    for (const definition of saved.rules) {
      const rule = this.#parse(definition);
      this.#rules.set(rule);
      this.#adHoc.set(rule.arn, rule);
    }
    this.operations = {
      PutEvents: putEvents(
        cloud,
        (bus) => this.#buses.has(bus),
        (bus, event) => void cloud.clock.busy(this.#rules.publish(bus, event)),
      ),
      ...ruleOperations(cloud, this.#rules, (rule, isDeleted) => this.#changed(rule, isDeleted)),
    };
  }

  async create({ type, properties, stackName, logicalId }: Resource) {
    if (type === 'AWS::Events::EventBus') return this.#createBus(String(properties['Name']));
    const rule = this.#parse({ Name: `${stackName}-${logicalId}`, ...properties });
    this.#rules.set(rule);
    this.#declared.add(rule.arn);
    this.#adHoc.delete(rule.arn);
    return { ref: rule.definition.Name, attributes: { Arn: rule.arn } };
  }

  async update(resource: Resource, previous: Resource) {
    const made = await this.create(resource);
    const before = `${previous.properties['Name'] ?? `${previous.stackName}-${previous.logicalId}`}`;
    const renamed = this.#rules.find(
      String(previous.properties['EventBusName'] ?? 'default'),
      before,
    );
    if (renamed && before !== made.ref) this.#rules.remove(renamed.arn);
    return made;
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
    this.#save();
  }

  #createBus(name: string) {
    this.#buses.add(name);
    return { ref: name, attributes: { Arn: busArn(this.#cloud, name), Name: name } };
  }

  #parse(definition: unknown): Rule {
    const { region, accountId, clock } = this.#cloud;
    return parseRule(definition, { region, accountId, nowMs: clock.now() });
  }

  #changed(rule: Rule, isDeleted: boolean): void {
    if (isDeleted) this.#adHoc.delete(rule.arn);
    else if (!this.#declared.has(rule.arn)) this.#adHoc.set(rule.arn, rule);
    this.#save();
  }

  #save(): void {
    const rules = [...this.#adHoc.values()].map(({ definition }) => definition);
    this.#cloud.state.save({ waiting: this.#deliveries.waiting(), rules } satisfies Saved);
  }
}
