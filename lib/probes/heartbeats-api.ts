import { Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LambdaIntegration, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { HeartbeatEnvironment } from '../../functions/probes/heartbeats/environment.ts';
import type { HeartbeatsPlace } from '../../functions/probes/targets/probes-config.ts';
import { acknowledge } from '../acknowledge.ts';
import type { ApiLogging } from '../api-logging.ts';
import { BundledFunction } from '../bundled-function.ts';
import { addGatewayProblems } from '../gateway-problems.ts';
import { type Identity, nameOf } from '../identity.ts';
import { PUBLIC_API_PROBLEMS } from '../public-api-problems.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import { createRestApi } from '../rest-api.ts';
import { grantItems } from '../table-grants.ts';
import type { Topics } from '../topics.ts';

export interface HeartbeatsApiProps {
  readonly identity: Identity;

  /** Told on `ticket` of answers that are 5xx. */
  readonly topics: Topics;

  /** The probes' table. */
  readonly table: ITable;

  /**
   * What lets API Gateway write logs, where it is there already: it is one setting of an account and region.
   * @default - made along with the API
   */
  readonly apiLogging?: ApiLogging;

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'probes-heartbeats'>;
}

const NAME = 'probes-heartbeats';
const PATH = '/v1/heartbeats';

/** Far more than an HMAC-SHA256 makes use of. */
const SECRET_LENGTH = 64;

/** Jobs of a whole company that end on the hour. */
const THROTTLE = { rate: 50, burst: 200 };

/** Where jobs tell that they have run: `POST /v1/heartbeats/{key}`. */
export class HeartbeatsApi extends Construct {
  readonly place: HeartbeatsPlace;

  constructor(scope: Construct, id: string, props: HeartbeatsApiProps) {
    super(scope, id);
    const { identity } = props;
    const key = this.#key(identity);
    const api = createRestApi(this, {
      ...props,
      noun: NAME,
      description: `Jobs tell ${nameOf(identity)} here that they have run.`,
      throttle: THROTTLE,
    });
    addGatewayProblems(api, PUBLIC_API_PROBLEMS);
    this.#addMethods(api, this.#taker(props, key));
    this.place = { url: this.#urlOf(api), keySecretArn: key.secretArn };
  }

  #taker({ identity, table, reservedConcurrency }: HeartbeatsApiProps, key: ISecret): IFunction {
    const environment: HeartbeatEnvironment = {
      TABLE_NAME: table.tableName,
      KEY_SECRET_ARN: key.secretArn,
    };
    const taker = new BundledFunction(this, 'Function', {
      identity,
      name: NAME,
      bundle: 'probes/heartbeat-handler',
      description: 'Keeps that a job has run, or that it failed.',
      timeout: Duration.seconds(20), // for a secret and a write, each tried three times
      ...reservationOf(NAME, reservedConcurrency),
      environment: { ...environment },
    });
    grantItems(table, taker, 'UpdateItem');
    const actions = ['secretsmanager:GetSecretValue'];
    Grant.addToPrincipal({ grantee: taker, actions, resourceArns: [key.secretArn] });
    return taker as IFunction; // CDK types optional members of its classes less strictly than of its interfaces
  }

  /** What keys are made with. Without a name: one that is left behind is in nobody's way. */
  #key(identity: Identity): ISecret {
    const key = new Secret(this, 'Key', {
      description: `Makes the keys with which jobs tell ${nameOf(identity)} that they have run.`,
      generateSecretString: { passwordLength: SECRET_LENGTH, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN, // jobs know addresses that are made of it
    });
    acknowledge(
      key,
      'Rotated by itself, it would silence every job until it is told anew.',
      'SMG4',
    );
    return key as ISecret;
  }

  /** The function refuses every other method, too: GET would let whoever scans links beat for a job that is dead. */
  #addMethods(api: RestApi, taker: IFunction): void {
    const resource = api.root.resourceForPath(`${PATH}/{key}`);
    for (const method of ['POST', 'ANY']) {
      resource.addMethod(method, new LambdaIntegration(taker, { allowTestInvoke: false }));
    }
    acknowledge(
      this,
      'A job has no account: the key in its address is its proof.',
      'APIG4',
      'COG4',
    );
    acknowledge(this, 'The function judges what comes, after it has judged the key.', 'APIG2');
    const why =
      'WAF costs about 8 dollars a month: a wrong key costs no look-up, and calls are throttled.';
    acknowledge(this, why, 'APIG3');
  }

  /** As one text: the local cloud knows an address only as a whole. */
  #urlOf({ restApiId, deploymentStage }: RestApi): string {
    const { region, urlSuffix } = Stack.of(this);
    const host = ['https://', restApiId, '.execute-api.', region, '.', urlSuffix];
    return Fn.join('', [...host, '/', deploymentStage.stageName, PATH]);
  }
}
