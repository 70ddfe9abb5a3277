import { randomUUID } from 'node:crypto';
import type { Cloud, Input, Resource } from '../../emulator.ts';
import type { SecondaryIndex, StreamViewType, Table, TableDescription } from './table.ts';

type Place = Pick<Cloud, 'region' | 'accountId' | 'clock'>;

/** What a template says of a table: of `AWS::DynamoDB::Table`, or of a `GlobalTable`'s replica in this region. */
interface Definition {
  readonly properties: Input;
  readonly replica: Input;
}

/** The name in the template, or the one that CloudFormation would make up, without its random end. */
export function tableNameOf({ stackName, logicalId, properties }: Resource): string {
  return String(properties['TableName'] ?? `${stackName}-${logicalId}`);
}

/** The table that `resource` asks for; what only DynamoDB knows (id, stream label) is taken from `existing`. */
export function defineTable(resource: Resource, existing: Table | undefined, place: Place): Table {
  const definition = definitionOf(resource, place);
  const { properties, replica } = definition;
  const ttl = properties.TimeToLiveSpecification;
  const recovery = replica.PointInTimeRecoverySpecification;
  return {
    description: describe(tableNameOf(resource), definition, existing?.description, place),
    ...(ttl?.Enabled === true && { timeToLiveAttribute: String(ttl.AttributeName) }),
    pointInTimeRecovery: recovery?.PointInTimeRecoveryEnabled === true,
    tags: Object.fromEntries(
      (replica.Tags ?? []).map(({ Key, Value }: Input) => [String(Key), String(Value)]),
    ),
  };
}

function definitionOf({ type, properties }: Resource, { region }: Place): Definition {
  if (type === 'AWS::DynamoDB::Table') return { properties, replica: properties };
  const replicas = (properties['Replicas'] ?? []) as Input[];
  return { properties, replica: replicas.find(({ Region }) => Region === region) ?? {} };
}

function describe(
  TableName: string,
  { properties, replica }: Definition,
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
    DeletionProtectionEnabled: replica.DeletionProtectionEnabled === true,
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
