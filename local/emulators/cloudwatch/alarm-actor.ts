import { AwsError } from '../../aws-error.ts';
import type { Cloud } from '../../emulator.ts';
import { type Alarm, actionsFor, type Transition } from './alarm.ts';
import type { Notice } from './alarm-board.ts';
import { alarmEventDetail } from './alarm-event.ts';
import type { AlarmHistory } from './alarm-history.ts';
import { alarmMessage, alarmSubject } from './alarm-message.ts';
import { type ConfigurationChange, configurationEventDetail } from './configuration-event.ts';

/** Tells the world of changed alarms: the live lines, EventBridge and topics. */
export class AlarmActor {
  readonly #cloud: Cloud;
  readonly #history: AlarmHistory;

  constructor(cloud: Cloud, history: AlarmHistory) {
    this.#cloud = cloud;
    this.#history = history;
  }

  async tell(notices: readonly Notice[]): Promise<void> {
    for (const { transition, hasEvent, acts } of notices) {
      if (hasEvent) {
        this.#announce(transition);
        const { alarm } = transition;
        const detail = alarmEventDetail(transition);
        await this.#publishEvent('State', alarm, detail, alarm.state.sinceMs);
      }
      if (acts && transition.alarm.compiled.definition.ActionsEnabled) await this.#act(transition);
    }
  }

  #announce({ alarm, before }: Transition): void {
    this.#cloud.announce({
      kind: 'alarm',
      atMs: alarm.state.sinceMs,
      alarmName: alarm.name,
      from: before.value,
      to: alarm.state.value,
      reason: alarm.state.reason,
    });
  }

  /** An alarm was made, changed or deleted: events alone tell it. */
  async configured(change: ConfigurationChange): Promise<void> {
    const detail = configurationEventDetail(change);
    await this.#publishEvent('Configuration', change.alarm, detail, this.#cloud.clock.now());
  }

  async #publishEvent(what: string, { name, arn }: Alarm, detail: object, atMs: number) {
    const entry = {
      Source: 'aws.cloudwatch',
      DetailType: `CloudWatch Alarm ${what} Change`,
      Detail: JSON.stringify(detail),
      Resources: [arn],
      Time: new Date(atMs),
    };
    await this.#attempt(`the event of ${name}`, () =>
      this.#cloud.call('events', 'PutEvents', { Entries: [entry] }, principal(arn)),
    );
  }

  async #act(transition: Transition): Promise<void> {
    const { alarm } = transition;
    for (const action of actionsFor(alarm)) {
      const error = await this.#attempt(`the action ${action} of ${alarm.name}`, () =>
        this.#publish(action, transition),
      );
      this.#history.acted(alarm, action, this.#cloud.clock.now(), error);
    }
  }

  #publish(TopicArn: string, transition: Transition): Promise<unknown> {
    const { alarm } = transition;
    const input = {
      TopicArn,
      Subject: alarmSubject(alarm, this.#cloud),
      Message: alarmMessage(transition, this.#cloud),
    };
    return this.#cloud.call('sns', 'Publish', input, principal(alarm.arn));
  }

  /** CloudWatch does not try again; what failed is in the history, and a notice says so at once. */
  async #attempt(what: string, work: () => Promise<unknown>): Promise<string | undefined> {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#cloud.notice(`CloudWatch: ${what} failed: ${error.message}`);
      return error.message;
    }
  }
}

function principal(sourceArn: string) {
  return { kind: 'service', service: 'cloudwatch.amazonaws.com', sourceArn } as const;
}
