import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import type { ReporterEnvironment } from '../../functions/feedback/environment.ts';
import { BundledFunction } from '../bundled-function.ts';
import type { Identity } from '../identity.ts';
import { type ReservedConcurrency, reservationOf } from '../reserved-concurrency.ts';

export type PublicFunction =
  | 'feedback-beta'
  | 'feedback-attachments'
  | 'feedback-challenge'
  | 'feedback-changes'
  | 'feedback-contact'
  | 'feedback-delete'
  | 'feedback-get'
  | 'feedback-openapi'
  | 'feedback-post'
  | 'feedback-verdict';

/** What the functions of the public API are made of. */
export interface PublicAnswererProps {
  readonly identity: Identity;
  readonly table: ITable;
  readonly releasesTable: ITable;
  readonly allowedOrigins: readonly string[];
  readonly reservedConcurrency?: Pick<ReservedConcurrency, PublicFunction>;
}

/**
 * The function behind one public route.
 *
 * @param route - e.g. `GET /v1/changes`
 */
export function publicAnswerer(
  scope: Construct,
  name: PublicFunction,
  route: string,
  { identity, reservedConcurrency }: PublicAnswererProps,
  environment: object,
): BundledFunction {
  const verb = name.slice('feedback-'.length);
  return new BundledFunction(scope, verb, {
    identity,
    name,
    bundle: `feedback/${verb}-handler`,
    description: route,
    timeout: Duration.seconds(15),
    ...reservationOf(name, reservedConcurrency),
    environment: { ...environment },
  });
}

/** What each function needs that answers a reporter. */
export function reporterEnvironment({
  table,
  allowedOrigins,
}: Pick<PublicAnswererProps, 'table' | 'allowedOrigins'>): ReporterEnvironment {
  return { TABLE_NAME: table.tableName, ALLOWED_ORIGINS: allowedOrigins.join(',') };
}
