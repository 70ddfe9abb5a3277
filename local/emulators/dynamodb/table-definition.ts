import { randomUUID } from 'node:crypto';
import type { Cloud, Input, Resource } from '../../emulator.ts';
import type { SecondaryIndex, StreamViewType, Table, TableDescription } from './table.ts';

type Place = Pick<Cloud, 'region' | 'accountId' | 'clock'>;

/** The name in the template, or the one that CloudFormation would make up, without its random end. */
export function tableNameOf({ stackName, logicalId, properties }: Resource): string {
  return String(properties['TableName'] ?? `${stackName}-${logicalId}`);
}

/** The table that `resource` asks for; what only DynamoDB knows (id, stream label) is taken from `existing`. */
export function defineTable(resource: Resource, existing: Table | undefined, place: Place): Table {
  const { properties }: { readonly properties: Input } = resource;
  const ttl = properties.TimeToLiveSpecification;
  return {
    description: describe(tableNameOf(resource), properties, existing?.description, place),
    ...(ttl?.Enabled === true && { timeToLiveAttribute: String(ttl.AttributeName) }),
    pointInTimeRecovery:
      properties.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled === true,
  };
}

function describe(
  TableName: string,
  properties: Input,
  existing: TableDescription | undefined,
  place: Place,
): TableDescription {
  const TableArn = `arn:aws:dynamodb:${place.region}:${place.accountId}:table/${TableName}`;
  const onDemand = properties.BillingMode === 'PAY_PER_REQUEST';
  return {
    TableName,
    TableArn,
    TableId: existing?.TableId ?? randomUUID(),
    TableStatus: 'ACTIVE',
    CreationDateTime: existing?.CreationDateTime ?? place.clock.now() / 1000,
    AttributeDefinitions: properties.AttributeDefinitions,
    KeySchema: properties.KeySchema,
    ...(onDemand && { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }),
    ProvisionedThroughput: throughputOf(properties.ProvisionedThroughput),
    ...indexesOf('GlobalSecondaryIndexes', properties, TableArn),
    ...indexesOf('LocalSecondaryIndexes', properties, TableArn),
    ...streamOf(properties.StreamSpecification?.StreamViewType, TableArn, existing, place),
    DeletionProtectionEnabled: properties.DeletionProtectionEnabled === true,
  };
}

function indexesOf(
  property: 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes',
  properties: Input,
  tableArn: string,
): Partial<Record<typeof property, readonly SecondaryIndex[]>> {
  const definitions: Input[] = properties[property] ?? [];
  if (definitions.length === 0) return {};
  const indexes = definitions.map(
    ({ IndexName, KeySchema, Projection, ProvisionedThroughput }) => ({
      IndexName,
      IndexArn: `${tableArn}/index/${IndexName}`,
      ...(property === 'GlobalSecondaryIndexes' && {
        IndexStatus: 'ACTIVE' as const,
        ProvisionedThroughput: throughputOf(ProvisionedThroughput),
      }),
      KeySchema,
      Projection,
    }),
  );
  return { [property]: indexes };
}

function throughputOf(throughput: Input): TableDescription['ProvisionedThroughput'] {
  return {
    ReadCapacityUnits: Number(throughput?.ReadCapacityUnits ?? 0),
    WriteCapacityUnits: Number(throughput?.WriteCapacityUnits ?? 0),
  };
}

/** A stream keeps its label, and with it its ARN, until it shows something else. */
function streamOf(
  view: StreamViewType | undefined,
  tableArn: string,
  existing: TableDescription | undefined,
  { clock }: Place,
): Partial<TableDescription> {
  if (view === undefined) return {};
  const same = existing?.StreamSpecification?.StreamViewType === view;
  const label =
    (same ? existing.LatestStreamLabel : undefined) ??
    new Date(clock.now()).toISOString().slice(0, -1);
  return {
    StreamSpecification: { StreamEnabled: true, StreamViewType: view },
    LatestStreamLabel: label,
    LatestStreamArn: `${tableArn}/stream/${label}`,
  };
}
