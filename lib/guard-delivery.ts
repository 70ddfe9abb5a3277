import type { App } from 'aws-cdk-lib';
import { checkAlarmNames } from './alarms/check-alarm-settings.ts';
import { checkSettings } from './check-settings.ts';
import { GuardedStage } from './guarded-stage.ts';
import { nameOf } from './identity.ts';
import { alarmsIn } from './overview/stage-alarms.ts';
import { tellAlarms } from './overview/tell-alarms.ts';
import { PipelineStack } from './pipeline-stack.ts';
import type { ReleaseId } from './release-id.ts';

/**
 * Adds to `app` all that the settings ask for: every stage, and the pipeline that deploys them.
 *
 * @param settings - what `afterprod.config.ts` exports; a `SettingsError` names all that is wrong with it
 */
export function guardDelivery(app: App, settings: unknown, release: ReleaseId): void {
  const checked = checkSettings(settings);
  const { project, source } = checked;
  const [first, ...later] = [...checked.stages].sort((one, other) => one.order - other.order);
  if (first === undefined) throw new Error('checked settings have a stage');
  const stages = [first, ...later].map((stage) => ({
    stage: new GuardedStage(app, { settings: checked, stage, release }),
    approval: stage.approval ?? false,
  }));
  checkAlarmNames(
    checked.alarms ?? {},
    stages.map(({ stage }) => stage),
  );
  const { account, region } = checked.pipeline ?? first;
  const pipeline = new PipelineStack(app, 'pipeline', {
    stackName: `${project}-pipeline`,
    env: { account, region },
    project,
    source,
    stages,
  });
  const summarized = stages.map(({ stage: scope }) => ({
    stage: scope.stageName,
    prefix: nameOf({ project, stage: scope.stageName }, ''),
    alarms: alarmsIn(scope),
  }));
  tellAlarms(pipeline, summarized);
}
