import { type Environment, Stack, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type AlarmPolicy, setAlarmPolicy } from './alarm-policy.ts';
import { checkAlarmRules } from './alarms/check-alarm-settings.ts';
import { addObjectives } from './alarms/objectives.ts';
import { Alarms } from './alarms.ts';
import { AlertTransitions } from './alerts/alert-transitions.ts';
import { checkRouteServices } from './alerts/check-route-services.ts';
import { Alerts } from './alerts.ts';
import { ApiLogging } from './api-logging.ts';
import { checkedService } from './checked-service.ts';
import { FeedbackBeta } from './feedback/feedback-beta.ts';
import { FeedbackComparison } from './feedback/feedback-comparison.ts';
import { FeedbackShipping } from './feedback/feedback-shipping.ts';
import { Feedback } from './feedback.ts';
import { type Identity, nameOf } from './identity.ts';
import { Overview } from './overview.ts';
import { FurtherProber } from './probes/further-prober.ts';
import { probesOfSettings } from './probes/targets-of-settings.ts';
import { watchedProbes } from './probes/watched-probe.ts';
import { Probes, type ProbesProps } from './probes.ts';
import type { ReleaseId } from './release-id.ts';
import { Releases } from './releases.ts';
import type { ReservedConcurrency } from './reserved-concurrency.ts';
import type { Settings, StageSettings } from './settings.ts';
import { Toggles } from './toggles.ts';
import type { Topics } from './topics.ts';

export interface GuardedStageProps {
  readonly settings: Settings;
  readonly stage: StageSettings;
  readonly release: ReleaseId;
}

/** One environment: the team's service, and a stack for each capability that guards it. */
export class GuardedStage extends Stage {
  readonly #identity: Identity;

  constructor(scope: Construct, props: GuardedStageProps) {
    const { settings, stage, release } = props;
    super(scope, stage.name, { env: { account: stage.account, region: stage.region } });
    this.#identity = { project: settings.project, stage: stage.name };
    const identity = this.#identity;

    const foundation = this.#stack('alarms'); // every other stack needs its topics
    const apiLogging = new ApiLogging(foundation, 'ApiLogging');
    const alarms = this.#alarms(foundation, settings);
    const common = {
      identity,
      topics: alarms.topics,
      ...(settings.reservedConcurrency && { reservedConcurrency: settings.reservedConcurrency }),
    };
    const releases = new Releases(this.#stack('releases'), 'Releases', common);
    const toggles = new Toggles(this.#stack('toggles'), 'Toggles', {
      ...common,
      ...togglesOf(settings),
      apiLogging,
    });
    const feedback = new Feedback(this.#stack('feedback'), 'Feedback', {
      ...common,
      ...feedbackOf(settings, stage),
      releasesTable: releases.table,
      togglesTable: toggles.table,
      exposuresTable: toggles.exposuresTable,
      apiLogging,
    });
    this.#alert(settings, { feedback, toggles, releases }, common, foundation);
    tieTogether({ feedback, toggles, releases }, common, keysOf(settings.toggles));
    const service = checkedService(() =>
      settings.service.create(this, {
        identity,
        serviceName: settings.service.name,
        release,
        releaseMarker: releases.marker,
        alarms,
        toggles,
        feedback,
      }),
    );
    this.#probe(settings, stage, service.url, {
      ...common,
      apiLogging,
      releasesTable: releases.table,
    });
    this.#oversee(settings, common.topics);
  }

  /** Before the service: what is deployed after it may be what alerts are about. */
  #alert(
    { alerts }: Settings,
    { feedback, toggles, releases }: Capabilities,
    common: Tying,
    foundation: Stack,
  ): void {
    new Alerts(this.#stack('alerts'), 'Alerts', {
      ...common,
      transitions: new AlertTransitions(foundation, 'AlertTransitions', common), // with the topics: nothing is lost
      ...(alerts && { settings: alerts }),
      releasesTable: releases.table,
      togglesTable: toggles.table,
      feedbackTable: feedback.table,
    });
  }

  /** From the stage's own region, and from those that the settings name. */
  #probe(
    settings: Settings,
    { account, region: homeRegion, ...stage }: StageSettings,
    serviceUrl: string,
    common: Omit<ProbesProps, 'probes'>,
  ): void {
    const { probeRegions: furtherRegions = [] } = settings;
    const probes = probesOfSettings(settings, { region: homeRegion }, serviceUrl);
    const home = new Probes(this.#stack('probes'), 'Probes', {
      ...common,
      ...(stage.allowPrivate && { allowPrivate: stage.allowPrivate }),
      ...(stage.vpc && { network: stage.vpc }),
      probes,
      furtherRegions,
    });
    for (const region of furtherRegions) {
      const stack = this.#stack(`probes-${region}`, { account, region });
      stack.addStackDependency(Stack.of(home)); // it writes into its table
      const { table, valuesParameter } = home;
      const props = { ...common, probes, homeRegion, table, valuesParameter };
      new FurtherProber(stack, 'Probes', props);
    }
  }

  /** Last: it names the alarms of all other stacks. */
  #oversee(settings: Settings, topics: Topics): void {
    const { service, maintenance, slos } = settings;
    new Overview(this.#stack('overview'), 'Overview', {
      identity: this.#identity,
      topics,
      service: service.name,
      of: this,
      probes: watchedProbes(settings),
      ...(maintenance && { maintenance }),
      ...(slos && { objectives: slos }),
    });
    checkRouteServices(this, settings.alerts ?? {});
    checkAlarmRules(this);
  }

  #alarms(stack: Stack, settings: Settings): Alarms {
    const { severities, probeRegions, probeQuorum } = settings;
    setAlarmPolicy(this, alarmPolicy(settings, this.#identity));
    const alarms = new Alarms(stack, 'Alarms', {
      identity: this.#identity,
      probes: watchedProbes(settings),
      ...(probeRegions && { furtherRegions: probeRegions }),
      ...(probeQuorum && { quorum: probeQuorum }),
      ...(severities && { severities }),
    });
    addObjectives(stack, { identity: this.#identity, topics: alarms.topics, settings });
    return alarms;
  }

  #stack(noun: string, env?: Environment): Stack {
    const stackName = nameOf(this.#identity, noun);
    return new Stack(this, noun, { stackName, ...(env && { env }) });
  }
}

function keysOf(toggles: Settings['toggles'] = {}): readonly string[] {
  return Object.keys(toggles);
}

function alarmPolicy(
  { project, service, alerts, alarms: settings }: Settings,
  identity: Identity,
): AlarmPolicy {
  const { owner = project, runbooks } = alerts ?? {};
  return {
    identity,
    service: service.name,
    owner,
    ...(runbooks && { runbooks }),
    ...(settings && { settings }),
  };
}

interface Tying {
  readonly identity: Identity;
  readonly topics: Topics;
  readonly reservedConcurrency?: ReservedConcurrency;
}

interface Capabilities {
  readonly feedback: Feedback;
  readonly toggles: Toggles;
  readonly releases: Releases;
}

/** Beside the feedback, of which it reads the counts and the stream: toggles and releases know nothing of feedback. */
function tieTogether(
  { feedback, toggles, releases }: Capabilities,
  common: Tying,
  alarmsFor: readonly string[],
): void {
  const { table, dispatch } = feedback;
  const { table: togglesTable, exposuresTable } = toggles;
  const stack = Stack.of(feedback);
  const tables = { table, togglesTable };
  new FeedbackComparison(stack, 'Comparison', { ...common, ...tables, exposuresTable, alarmsFor });
  new FeedbackBeta(stack, 'Beta', { ...common, ...tables, dispatch });
  new FeedbackShipping(stack, 'Shipping', {
    ...common,
    ...tables,
    dispatch,
    releasesTable: releases.table,
  });
}

/** WAF has a price: unless the settings say otherwise only what users get, the last stage, has it. */
function feedbackOf({ feedback, stages }: Settings, { name }: StageSettings) {
  const { waf = [lastOf(stages)] } = feedback;
  return { ...feedback, waf: waf.includes(name) };
}

function lastOf(stages: readonly StageSettings[]): string | undefined {
  return stages.toSorted((a, b) => a.order - b.order).at(-1)?.name;
}

function togglesOf({ toggles = {}, segments = {}, toggleClients = [], feedback }: Settings) {
  const { allowedOrigins } = feedback; // one list of who may call from a page
  return { seed: toggles, segments, clients: toggleClients, allowedOrigins };
}
