import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { isoDate } from '../functions/shared/iso-date.ts';
import type { AdminRoute } from '../functions/toggles/admin/admin-routes.ts';
import type { ReaderEnvironment } from '../functions/toggles/environment.ts';
import type { Toggle } from '../functions/toggles/toggle.ts';
import type { AdminApi } from './admin-api.ts';
import type { ApiLogging } from './api-logging.ts';
import { checkTogglesProps } from './check-toggles-props.ts';
import { type Identity, nameOf } from './identity.ts';
import type { ReservedConcurrency } from './reserved-concurrency.ts';
import { retainedTable } from './retained-table.ts';
import { StaleTogglesReport } from './stale-toggles-report.ts';
import { ToggleExposures } from './toggle-exposures.ts';
import { reportToggleFindings } from './toggle-findings.ts';
import { ToggleRollouts } from './toggle-rollouts.ts';
import { ToggleSeed } from './toggle-seed.ts';
import { TogglesAdmin } from './toggles-admin.ts';
import { TogglesOfrep } from './toggles-ofrep.ts';
import { alarmOnStaleToggles } from './toggles-stale-alarm.ts';
import type { Topics } from './topics.ts';

export interface TogglesProps {
  readonly identity: Identity;

  /** Told on `ticket` when the toggles could not be seeded, or not be read. */
  readonly topics: Topics;

  /**
   * Toggles that exist from the first deployment, by key. What exists is never changed or deleted: neither by a
   * deployment nor by a rollback, nor with the stack.
   * @default {}
   */
  readonly seed?: Readonly<Record<string, Toggle>>;

  /**
   * Rules that the toggles refer to by `{ $ref: name }`: they exist from the first deployment, as toggles do.
   * @default {}
   */
  readonly segments?: Readonly<Record<string, object>>;

  /**
   * `YYYY-MM-DD`: a toggle of the seed that expires before it is a warning at synth.
   * @default - the day of the synth
   */
  readonly today?: string;

  /**
   * Origins whose pages may read toggles that are `exposed: 'client'`; `['*']` for any.
   * @default [] - none
   */
  readonly allowedOrigins?: readonly string[];

  /**
   * Programs that read every toggle over HTTP, with a secret API key each. Others read what is exposed to clients.
   * @default [] - none
   */
  readonly clients?: readonly string[];

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
    'toggles-admin' | 'toggles-ofrep' | 'toggles-rollout' | 'toggles-seed' | 'toggles-stale-report'
  >;
}

/** The toggles of one stage: their table, which outlives the stack, and the OFREP endpoint for browsers. */
export class Toggles extends Construct {
  readonly table: ITable;
  /** How often each variant was served. */
  readonly exposuresTable: ITable;
  readonly ofrep: TogglesOfrep;
  /**
   * The admin API. Nobody may call it until they are let in, to all of it or to single routes:
   * `toggles.adminApi.grantInvoke(onCall, 'POST /v1/toggles/{key}/kill')`.
   */
  readonly adminApi: AdminApi<AdminRoute>;
  readonly #identity: Identity;

  constructor(scope: Construct, id: string, props: TogglesProps) {
    super(scope, id);
    checkTogglesProps(props);
    const {
      identity,
      topics,
      seed = {},
      segments = {},
      today = isoDate(Date.now()),
      allowedOrigins = [],
      clients = [],
      apiLogging,
      ...rest
    } = props;
    const seeds = { toggles: seed, segments };
    reportToggleFindings(this, seeds, today);
    this.#identity = identity;
    this.table = retainedTable(this, 'Table', { tableName: nameOf(identity, 'toggles') });
    this.exposuresTable = new ToggleExposures(this, 'Exposures', { identity }).table;
    alarmOnStaleToggles(this, identity, topics);
    const common = { identity, topics, table: this.table, ...rest };
    new ToggleSeed(this, 'Seed', { ...common, ...seeds });
    const counted = { ...common, exposuresTable: this.exposuresTable };
    new ToggleRollouts(this, 'Rollouts', counted);
    new StaleTogglesReport(this, 'StaleReport', counted);
    const logging = apiLogging && { apiLogging };
    this.ofrep = new TogglesOfrep(this, 'Ofrep', {
      ...counted,
      allowedOrigins,
      clients,
      ...logging,
    });
    this.adminApi = new TogglesAdmin(this, 'Admin', { ...common, ...logging }).api;
  }

  /**
   * Lets a function read all toggles with `createToggles()` of `afterprod/toggles`, and count what it served. Give it
   * `AFTERPROD_RELEASE` as well, and counts tell releases apart.
   */
  connect(reader: lambda.Function): void {
    const environment: ReaderEnvironment = {
      AFTERPROD_TOGGLES_TABLE: this.table.tableName,
      AFTERPROD_EXPOSURES_TABLE: this.exposuresTable.tableName,
      AFTERPROD_PROJECT: this.#identity.project,
      AFTERPROD_STAGE: this.#identity.stage,
    };
    for (const [name, value] of Object.entries(environment)) reader.addEnvironment(name, value);
    this.table.grant(reader, 'dynamodb:GetItem');
    this.exposuresTable.grant(reader, 'dynamodb:UpdateItem');
  }
}
