import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { BundledFunction } from '../bundled-function.ts';
import { type Identity, nameOf } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';
import type { AlertRouteSettings } from '../settings/alert-settings.ts';
import type { Topics } from '../topics.ts';
import { secretNameOf } from './alerts-json.ts';
import { failingRotationAlarm } from './failing-rotation-alarm.ts';

export interface RouteSecretsProps {
  readonly identity: Identity;

  /** Told on `ticket` when a key cannot be changed. */
  readonly topics: Topics;

  readonly routes: readonly AlertRouteSettings[];

  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'alerts-rotate'>;
}

/** Base64 of 33 random bytes, as far as Standard Webhooks can tell: it asks for 24 to 64. */
const KEY_LENGTH = 44;

const NAME = 'alerts-rotate';

/**
 * What each route keeps secret. CloudFormation makes the key that webhooks are signed with; the address is empty until
 * `afterprod alerts connect` puts it in, which no deployment overwrites.
 */
export class RouteSecrets extends Construct {
  readonly #secrets: readonly ISecret[];

  constructor(scope: Construct, id: string, props: RouteSecretsProps) {
    super(scope, id);
    const made = props.routes.map((route) => ({
      secret: this.#secret(route, props.identity),
      days: daysOf(route),
    }));
    this.#secrets = made.map(({ secret }) => secret);
    const rotated = made.flatMap(({ secret, days }) =>
      days === undefined ? [] : [{ secret, days }],
    );
    if (rotated.length > 0) this.#rotate(rotated, props);
  }

  grantRead(grantee: IGrantable): void {
    for (const secret of this.#secrets) secret.grantRead(grantee);
  }

  /** Names of routes are foreign: `constructor`, or that of the rotator, is no name of a construct. */
  #secret(route: AlertRouteSettings, identity: Identity): ISecret {
    const secret = new Secret(this, `Of-${route.name}`, {
      secretName: secretNameOf(route.name, identity),
      description: `Where alerts of the route ${route.name} go. Set by: afterprod alerts connect ${route.name}`,
      generateSecretString: {
        secretStringTemplate: route.pagerDuty ? '{"routingKey":""}' : '{"url":""}',
        generateStringKey: 'key',
        passwordLength: KEY_LENGTH,
        excludePunctuation: true,
      },
      removalPolicy: RemovalPolicy.DESTROY, // a route that is gone needs no address
    });
    if (daysOf(route) === undefined) {
      const reason = 'Receivers would refuse what is signed with a key that they do not have yet.';
      acknowledge(secret, reason, 'SMG4');
    }
    return secret as ISecret; // CDK types optional members of its classes less strictly than of its interfaces
  }

  #rotate(
    rotated: readonly { readonly secret: ISecret; readonly days: number }[],
    { identity, topics, reservedConcurrency }: RouteSecretsProps,
  ): void {
    const rotator = new BundledFunction(this, 'Rotator', {
      identity,
      name: NAME,
      bundle: 'alerts/rotate-handler',
      description: 'Gives a webhook of alerts a new key; the old one stays good beside it.',
      timeout: Duration.seconds(30),
      ...reservationOf(NAME, reservedConcurrency),
    });
    for (const { secret, days } of rotated) {
      secret.addRotationSchedule('Rotation', {
        rotationLambda: rotator,
        automaticallyAfter: Duration.days(days),
        rotateImmediatelyOnUpdate: false, // the key was made just now
      });
    }
    const name = nameOf(identity, NAME, 'failing');
    failingRotationAlarm(this, 'Failing', { rotator, name, topics });
    acknowledge(
      rotator.role ?? rotator,
      'CDK lets every rotation ask for random passwords, which takes no resource.',
      'IAM5[Resource::*]',
    );
  }
}

function daysOf({ webhook }: AlertRouteSettings): number | undefined {
  const text = webhook?.rotateEvery;
  return text === undefined ? undefined : Number(text.slice(0, -1));
}
