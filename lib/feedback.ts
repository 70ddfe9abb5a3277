import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { AdminRoute } from '../functions/feedback/admin/admin-routes.ts';
import type { AdminApi } from './admin-api.ts';
import { watch } from './alarms/watch.ts';
import type { ApiLogging } from './api-logging.ts';
import { FeedbackAdmin } from './feedback/feedback-admin.ts';
import type { WatchedFeedback } from './feedback/feedback-alarms.ts';
import { FeedbackCleanup } from './feedback/feedback-cleanup.ts';
import { FeedbackDispatch } from './feedback/feedback-dispatch.ts';
import { feedbackKey } from './feedback/feedback-key.ts';
import { FeedbackMail } from './feedback/feedback-mail.ts';
import { FeedbackPublic } from './feedback/feedback-public.ts';
import { feedbackTable } from './feedback/feedback-table.ts';
import { FeedbackTriage } from './feedback/feedback-triage.ts';
import type { MailSettings } from './feedback/mail-settings.ts';
import { Quarantine } from './feedback/quarantine.ts';
import type { Identity } from './identity.ts';
import type { ReservedConcurrency } from './reserved-concurrency.ts';
import type { Throttle } from './rest-api.ts';
import type { Topics } from './topics.ts';

export interface FeedbackProps {
  readonly identity: Identity;

  /** New feedback is announced on `info`, a bug that many report and failures on `ticket`. */
  readonly topics: Topics;

  /** `Releases.table` of the same stage: feedback that names no release gets the current one. */
  readonly releasesTable: ITable;

  /** `Toggles.table` of the same stage: feedback is counted by the toggles and variants that there are. */
  readonly togglesTable: ITable;

  /** `Toggles.exposuresTable` of the same stage: statistics say how often each variant was served. */
  readonly exposuresTable: ITable;

  /** Origins whose pages may post feedback, e.g. `https://shop.example.com`; `['*']` for any. Not access control. */
  readonly allowedOrigins: readonly string[];

  /**
   * Posts that are let through, for all visitors together; more are answered 429.
   * @default { rate: 100, burst: 200 }
   */
  readonly throttle?: Throttle;

  /**
   * So many reports of one bug within an hour make a ticket, once a day: from 2.
   * @default 5
   */
  readonly duplicatesForTicket?: number;

  /**
   * Whether WAF stands before the public API and limits how often one address, and one key, may ask. It has a price each
   * month, which is said at synth.
   * @default false
   */
  readonly waf?: boolean;

  /**
   * So many posts within a minute are usual. While there are more, each must bring the solution of a challenge, which takes
   * the widget a moment: from 10.
   * @default 60
   */
  readonly challengeAbove?: number;

  /**
   * Mails to reporters who left their address and confirmed it.
   * @default - none: the status page alone tells them
   */
  readonly mail?: MailSettings;

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API
   */
  readonly apiLogging?: ApiLogging;

  /**
   * Concurrent executions of its own for a function.
   * @default - none: it shares the account's
   */
  readonly reservedConcurrency?: Pick<
    ReservedConcurrency,
    | 'feedback-admin'
    | 'feedback-beta'
    | 'feedback-challenge'
    | 'feedback-attachments'
    | 'feedback-changes'
    | 'feedback-cleanup'
    | 'feedback-contact'
    | 'feedback-delete'
    | 'feedback-dispatch'
    | 'feedback-get'
    | 'feedback-mail'
    | 'feedback-openapi'
    | 'feedback-post'
    | 'feedback-triage'
    | 'feedback-verdict'
  >;
}

/** Keeps what users say: `POST /v1/feedback`, the table, and the triage. */
export class Feedback extends Construct implements WatchedFeedback {
  readonly feedbackOf: Identity;
  readonly table: ITable;
  readonly api: IRestApi;

  /** Tells others of what happens to feedback: no more than two may read the table's stream, triage and this. */
  readonly dispatch: FeedbackDispatch;

  /** The whole address to POST feedback to. */
  readonly url: string;

  /** Where pages send screenshots: their Content-Security-Policy must let them connect to it. */
  readonly uploadUrl: string;

  /** The publishable key: pages send it as `X-Api-Key`. */
  readonly key: string;

  /**
   * The admin API. Nobody may call it until they are let in, to all of it or to single routes:
   * `feedback.adminApi.grantInvoke(support, 'POST /v1/feedback/{id}/reply')`.
   */
  readonly adminApi: AdminApi<AdminRoute>;

  constructor(scope: Construct, id: string, props: FeedbackProps) {
    super(scope, id);
    this.feedbackOf = props.identity;
    this.table = feedbackTable(this, 'Table', props.identity);
    const { throttle = { rate: 100, burst: 200 } } = props;
    const { table } = this;
    const quarantine = new Quarantine(this, 'Quarantine', props);
    const publicApi = new FeedbackPublic(this, 'Public', { ...props, throttle, table, quarantine });
    this.api = publicApi.api;
    this.url = publicApi.url;
    this.uploadUrl = quarantine.url;
    this.key = publicApi.key;
    const secretKey = feedbackKey(this, 'Key', props.identity);
    this.adminApi = new FeedbackAdmin(this, 'Admin', { ...props, table, secretKey }).api;
    const {
      apiLogging: _apiLogging,
      throttle: _throttle,
      allowedOrigins: _origins,
      ...rest
    } = props;
    const dispatch = new FeedbackDispatch(this, 'Dispatch', { ...rest, table });
    this.dispatch = dispatch;
    new FeedbackTriage(this, 'Triage', { ...rest, table });
    new FeedbackMail(this, 'Mail', {
      ...rest,
      table,
      dispatch,
      secretKey,
      feedbackUrl: this.url,
    });
    new FeedbackCleanup(this, 'Cleanup', { ...rest, table, dispatch, quarantine });
    watch(props, this);
  }
}
