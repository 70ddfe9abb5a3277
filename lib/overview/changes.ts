import { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Identity } from '../identity.ts';
import { releaseMetric } from './release-metric.ts';
import { revisionMetric } from './revision-metric.ts';

const MINUTE = Duration.minutes(1);

/**
 * Releases that went live and changes of toggles, on the right of a graph. As metrics: annotations of a dashboard are fixed
 * times, written when the stack is deployed.
 */
export function changesOf(identity: Identity) {
  return { right: [releases(identity), toggles(identity)], rightYAxis: YES_OR_NO };
}

/** The same alone, above graphs in which CloudWatch draws alarms by their names and lets nothing else in. */
export function changesGraph(identity: Identity, width: number): IWidget {
  return new GraphWidget({
    title: 'What changed',
    left: [releases(identity), toggles(identity)],
    leftYAxis: YES_OR_NO,
    width,
    height: 3,
  });
}

const YES_OR_NO = { min: 0, max: 1, showUnits: false };

function releases(identity: Identity): IMetric {
  return releaseMetric(identity, 'ReleasesLive', MINUTE).with({
    label: 'Released',
    color: '#7f7f7f',
  });
}

function toggles(identity: Identity): IMetric {
  return new MathExpression({
    expression: 'IF(DIFF(revision) > 0, 1)', // no point where nothing changed
    usingMetrics: { revision: revisionMetric(identity, MINUTE) },
    label: 'Toggles changed',
    color: '#9467bd',
    period: MINUTE,
  });
}
