import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { ReaderEnvironment } from '../functions/toggles/environment.ts';
import { lintDocument } from '../functions/toggles/lint.ts';
import type { Toggle } from '../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT } from '../functions/toggles/toggle-document.ts';
import type { ApiLogging } from './api-logging.ts';
import { type Identity, nameOf } from './identity.ts';
import type { ReservedConcurrency } from './reserved-concurrency.ts';
import { retainedTable } from './retained-table.ts';
import { ToggleExposures } from './toggle-exposures.ts';
import { ToggleSeed } from './toggle-seed.ts';
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
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-ofrep' | 'toggles-seed'>;
}

/** The toggles of one stage: their table, which outlives the stack, and the OFREP endpoint for browsers. */
export class Toggles extends Construct {
  readonly table: ITable;
  /** How often each variant was served. */
  readonly exposuresTable: ITable;
  readonly ofrep: TogglesOfrep;
  readonly #identity: Identity;

  constructor(scope: Construct, id: string, props: TogglesProps) {
    super(scope, id);
    const {
      identity,
      topics,
      seed = {},
      allowedOrigins = [],
      clients = [],
      apiLogging,
      ...rest
    } = props;
    refuseFaults(seed);
    this.#identity = identity;
    this.table = retainedTable(this, 'Table', { tableName: nameOf(identity, 'toggles') });
    this.exposuresTable = new ToggleExposures(this, 'Exposures', { identity }).table;
    alarmOnStaleToggles(this, identity, topics);
    const common = { identity, topics, table: this.table, ...rest };
    new ToggleSeed(this, 'Seed', { ...common, toggles: seed });
    const logging = apiLogging && { apiLogging };
    this.ofrep = new TogglesOfrep(this, 'Ofrep', {
      ...common,
      allowedOrigins,
      clients,
      ...logging,
    });
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

/** At synth, not at the deployment that would fail. */
function refuseFaults(seed: Readonly<Record<string, Toggle>>): void {
  const [finding] = lintDocument({ ...EMPTY_DOCUMENT, flags: seed });
  if (finding) throw new Error(`toggles: ${finding.path}: ${finding.rule}; ${finding.fix}`);
}
