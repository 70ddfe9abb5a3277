import type { Construct } from 'constructs';
import type { Toggle } from '../functions/toggles/toggle.ts';
import type { MailSettings } from './feedback/mail-settings.ts';
import type { GuardedService, ServiceContext } from './guarded-service.ts';
import type { ReservedConcurrency } from './reserved-concurrency.ts';
import type { AlarmsSettings } from './settings/alarm-settings.ts';
import type { AlertsSettings } from './settings/alert-settings.ts';
import type { DurationText } from './settings/duration-text.ts';
import type { MaintenanceSettings } from './settings/maintenance-settings.ts';
import type { ProbeSettings } from './settings/probe-settings.ts';
import type { SloSettings } from './settings/slo-settings.ts';

/** What a team decides: the one object of `afterprod.config.ts`. Checked at synth. */
export interface Settings {
  /** Leads every physical name, e.g. `storefront-prod-feedback`. Lower case, digits, hyphens; at most 20. */
  readonly project: string;

  /** Where commits come from. */
  readonly source: SourceSettings;

  /**
   * Where the pipeline itself runs.
   * @default - account and region of the first stage
   */
  readonly pipeline?: PipelineSettings;

  /** The environments, each with its own probes, alarms, toggles and feedback. */
  readonly stages: readonly StageSettings[];

  /** What your team ships, and Afterprod guards. */
  readonly service: ServiceSettings;

  /** What is checked from outside, in each stage: 1 to 200. */
  readonly probes: readonly ProbeSettings[];

  /**
   * Time between two runs of a probe that does not say its own: whole minutes, from `1m` to `1h`.
   * @default '1m'
   */
  readonly probeInterval?: DurationText;

  /**
   * Times of planned work, in each stage: at most 20.
   * @default []
   */
  readonly maintenance?: readonly MaintenanceSettings[];

  /**
   * Regions from which every target is probed, besides that of the stage: at most 4. Each is a stack of its own, deployed
   * there, and must be bootstrapped. Not together with `vpc`: a private address is reached from one region only.
   * @default [] - from the stage's own region alone
   */
  readonly probeRegions?: readonly string[];

  /**
   * In so many regions a target must be down to page anybody: from 1 to the number of regions, the stage's own counted.
   * @default - the majority of them
   */
  readonly probeQuorum?: number;

  /**
   * Objectives: people hear when the errors that one leaves are used up too fast.
   * @default [] - none
   */
  readonly slos?: readonly SloSettings[];

  /**
   * What differs from the default of single alarms.
   * @default {}
   */
  readonly alarms?: AlarmsSettings;

  /**
   * Who hears of what.
   * @default - nobody: the topics exist, without subscribers
   */
  readonly severities?: SeveritySettings;

  /**
   * Where alerts go besides that e-mail, and what belongs together.
   * @default - e-mail alone
   */
  readonly alerts?: AlertsSettings;

  /**
   * Toggles that exist from the first deployment, by key. Later edits in a stage are never overwritten.
   * @default {}
   */
  readonly toggles?: Readonly<Record<string, Toggle>>;

  /**
   * Groups of users that the toggles' targeting refers to by `{ $ref: name }`: JSON Logic by name. They exist from the
   * first deployment, as toggles do.
   * @default {}
   */
  readonly segments?: Readonly<Record<string, object>>;

  /**
   * Programs that read every toggle over HTTP (OFREP), each with a secret API key of its own in each stage: names in
   * lower case, digits, hyphens; at most 30 long, at most 50 of them. Only those that can keep a secret: pages and apps
   * in users' hands send the publishable key, and see what is `exposed: 'client'`. API Gateway makes the key; the stack
   * of the toggles puts out its id. A name that is taken out loses its key: add another first, to change keys.
   * @default [] - none
   */
  readonly toggleClients?: readonly string[];

  readonly feedback: FeedbackSettings;

  /**
   * Concurrent executions in each stage that belong to one of Afterprod's functions alone: from 1, by its name.
   * @default - none: they share the account's
   */
  readonly reservedConcurrency?: ReservedConcurrency;
}

export interface SourceSettings {
  /** ARN of the CodeConnections connection to your Git host. */
  readonly connectionArn: string;
  /** `owner/name` at your Git host. */
  readonly repository: string;
  /** @default 'main' */
  readonly branch?: string;
}

export interface PipelineSettings {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

export interface StageSettings {
  /** Part of every physical name: lower case and digits; at most 12; not `pipeline`. */
  readonly name: string;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Stages are deployed from the lowest order to the highest. */
  readonly order: number;
  /**
   * Whether a person must approve each deployment to this stage.
   * @default false
   */
  readonly approval?: boolean;
  /**
   * Where the prober runs, so that it reaches `allowPrivate`. It needs a way out of these subnets (NAT), to AWS's APIs and
   * to public targets.
   * @default - outside of any VPC: what is private is refused
   */
  readonly vpc?: VpcSettings;
  /**
   * Private ranges that may be probed, e.g. `10.0.3.0/24`: at most 30, with `vpc` only.
   * @default []
   */
  readonly allowPrivate?: readonly string[];
}

export interface VpcSettings {
  /** Ids, e.g. `subnet-0a1b2c3d`: at most 30; two in different zones survive the loss of one. */
  readonly subnets: readonly string[];
  /** Ids, e.g. `sg-0a1b2c3d`: at most 5. */
  readonly securityGroups: readonly string[];
}

export interface ServiceSettings {
  /**
   * Names its stack and what is in it, e.g. `storefront-prod-storefront`: lower case, digits, hyphens; at most 30; not
   * the name of a capability, like `feedback`.
   */
  readonly name: string;
  /** Makes the service's own stack in `stage`, and says what to guard. Called once for each stage. */
  readonly create: (stage: Construct, context: ServiceContext) => GuardedService;
}

/** Subscribers by severity; a severity that is left out has none. */
export interface SeveritySettings {
  /** Users are hurt now: wakes somebody. */
  readonly page?: SubscriberSettings;
  /** Needs work in office hours. */
  readonly ticket?: SubscriberSettings;
  /** Good to know: new feedback, a changed toggle. */
  readonly info?: SubscriberSettings;
}

export interface SubscriberSettings {
  /** @default [] */
  readonly email?: readonly string[];
  /**
   * Addresses that SNS posts to; they must confirm the subscription.
   * @default []
   */
  readonly https?: readonly string[];
}

export interface FeedbackSettings {
  /**
   * Origins whose pages may post feedback, and read toggles that are exposed to clients, e.g. `https://shop.example.com`;
   * `['*']` for any.
   */
  readonly allowedOrigins: readonly string[];

  /**
   * So many reports of one bug within an hour make a ticket, once a day: from 2 to 1000.
   * @default 5
   */
  readonly duplicatesForTicket?: number;

  /**
   * Mails to reporters who left their address and confirmed it.
   * @default - none: the status page alone tells them
   */
  readonly mail?: MailSettings;

  /**
   * Stages in which WAF stands before the public API and limits how often one address, and one key, may ask: by name;
   * `[]` for none. It has a price each month, which is said at synth.
   * @default - the last stage
   */
  readonly waf?: readonly string[];

  /**
   * So many posts within a minute are usual. While there are more, each must bring the solution of a challenge (ALTCHA),
   * which takes the widget a moment: from 10 to 6000.
   * @default 60
   */
  readonly challengeAbove?: number;
}

/** Gives the settings their type in the editor; they are checked at synth. */
export function defineSettings(settings: Settings): Settings {
  return settings;
}
