import { Construct } from 'constructs';
import { AlarmTopics } from './alarm-topics.ts';
import { type WatchOptions, type WatchTarget, watch, wordsOf } from './alarms/watch.ts';
import type { Identity } from './identity.ts';
import { ProbeAlarms } from './probe-alarms.ts';
import type { WatchedProbe } from './probes/watched-probe.ts';
import type { SeveritySettings } from './settings.ts';
import type { Topics } from './topics.ts';

export interface AlarmsProps {
  readonly identity: Identity;

  /** The probes to watch; at least one. `watchedProbes` makes them of the settings. */
  readonly probes: readonly WatchedProbe[];

  /**
   * Where they are probed from, besides the stage's own region.
   * @default [] - from the stage's own region alone
   */
  readonly furtherRegions?: readonly string[];

  /**
   * In so many regions a probe must be down before anybody is woken.
   * @default - in most of them
   */
  readonly quorum?: number;

  /** @default - topics without subscribers */
  readonly severities?: SeveritySettings;
}

/** What tells people about one stage: the topics, and each probe's alarms. */
export class Alarms extends Construct {
  readonly topics: Topics;

  readonly #props: AlarmsProps;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    this.#props = props;
    const { identity, probes, severities } = props;
    if (probes.length === 0) throw new Error('Alarms: name at least one probe to watch');
    const topics = new AlarmTopics(this, 'Topics', {
      identity,
      ...(severities === undefined ? {} : { severities }),
    });
    this.topics = topics;
    for (const probe of probes) this.watch(probe);
  }

  /** Makes the alarms of a probe here, and of all else in the stack of the target. */
  watch(target: WatchTarget | WatchedProbe, options: WatchOptions = {}): void {
    const { identity, probes: _, severities: __, ...regions } = this.#props;
    const { topics } = this;
    if ('node' in target) watch({ identity, topics }, target, options);
    else {
      const probe = { ...target, ...(options.slowMs && { slowMs: options.slowMs }) };
      const id = `Probe-${probe.name}`;
      new ProbeAlarms(this, id, { identity, topics, ...regions, probe, ...wordsOf(options) });
    }
  }
}
