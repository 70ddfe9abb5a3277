import type { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { announce } from './announce.ts';
import { type Identity, nameOf } from './identity.ts';
import { probeMetric } from './probe-metric.ts';
import type { Topics } from './topics.ts';

export interface ProbeAlarmsProps {
  readonly identity: Identity;

  /** The probe's name in the settings. */
  readonly probe: string;

  readonly topics: Topics;

  /** Time between two runs of the probe. */
  readonly interval: Duration;
}

/** Watches one probe: `availability` pages, `latency` makes a ticket. */
export class ProbeAlarms extends Construct {
  readonly availability: Alarm;
  readonly latency: Alarm;

  constructor(scope: Construct, id: string, props: ProbeAlarmsProps) {
    super(scope, id);
    this.availability = this.#availability(props);
    this.latency = this.#latency(props);
    announce(this.availability, props.topics.page);
    announce(this.latency, props.topics.ticket);
  }

  #availability({ identity, probe, interval }: ProbeAlarmsProps): Alarm {
    return probeMetric(identity, probe, 'Up', interval).createAlarm(this, 'Availability', {
      alarmName: nameOf(identity, 'probe', probe, 'availability'),
      alarmDescription: `Whether probe '${probe}' reaches the service from outside.`,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 3,
      datapointsToAlarm: 2, // one failure is forgiven, a flapping service is not
      // A silent prober has its own alarm; a service is not down because a first deployment has no figures yet.
      treatMissingData: TreatMissingData.MISSING,
    });
  }

  #latency({ identity, probe, interval }: ProbeAlarmsProps): Alarm {
    return new AnomalyDetectionAlarm(this, 'Latency', {
      metric: probeMetric(identity, probe, 'Latency', interval),
      alarmName: nameOf(identity, 'probe', probe, 'latency'),
      alarmDescription: `Probe '${probe}' gets answers that are unusually slow for this hour.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_UPPER_THRESHOLD,
      // 3 of 3 at three standard deviations: about one false alarm a month; 1 of 1 gives one a day.
      stdDevs: 3,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.MISSING,
    });
  }
}
