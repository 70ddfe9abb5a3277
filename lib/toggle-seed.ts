import { CustomResource, Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { SeedEnvironment } from '../functions/toggles/environment.ts';
import type { Toggle } from '../functions/toggles/toggle.ts';
import { BundledFunction } from './bundled-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { Identity } from './identity.ts';
import { type ReservedConcurrency, reservationOf } from './reserved-concurrency.ts';
import type { Topics } from './topics.ts';

export interface ToggleSeedProps {
  readonly identity: Identity;
  readonly topics: Topics;
  readonly table: ITable;
  readonly toggles: Readonly<Record<string, Toggle>>;
  readonly segments: Readonly<Record<string, object>>;
  readonly reservedConcurrency?: Pick<ReservedConcurrency, 'toggles-seed'>;
}

/** Creates the toggles and segments of the settings that are missing, at each deployment. What exists is left alone. */
export class ToggleSeed extends Construct {
  constructor(scope: Construct, id: string, props: ToggleSeedProps) {
    super(scope, id);
    const { identity, topics, table, toggles, segments, reservedConcurrency } = props;
    const environment: SeedEnvironment = { TABLE_NAME: table.tableName };
    const seeder = new BundledFunction(this, 'Seeder', {
      identity,
      name: 'toggles-seed',
      bundle: 'toggles/seed-handler',
      description: 'Creates the toggles of the settings that are missing.',
      timeout: Duration.seconds(30),
      ...reservationOf('toggles-seed', reservedConcurrency),
      environment: { ...environment },
      deadLetterQueue: new DeadLetterQueue(this, 'DeadLetters', {
        identity,
        name: 'toggles-seed',
        topics,
      }),
    });
    const write = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
    const grant = table.grant(seeder, ...write);
    const resource = new CustomResource(this, 'Resource', {
      serviceToken: seeder.functionArn,
      resourceType: 'Custom::AfterprodToggleSeed',
      serviceTimeout: Duration.minutes(2),
      properties: { Toggles: JSON.stringify(toggles), Segments: JSON.stringify(segments) },
    });
    grant.applyBefore(resource);
  }
}
