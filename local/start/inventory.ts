import type { ProvisionedResource } from '../emulator.ts';

/** What runs, by short name: what is left of a physical name after `<project>-<stage>-`. */
export interface Inventory {
  /** Address of each API with its stage. */
  readonly apis: Readonly<Record<string, string>>;
  /** Table names. */
  readonly tables: Readonly<Record<string, string>>;
  /** Topic ARNs. */
  readonly topics: Readonly<Record<string, string>>;
  /** Queue URLs. */
  readonly queues: Readonly<Record<string, string>>;
  /** Function names. */
  readonly functions: Readonly<Record<string, string>>;
  /** Values of the API keys: the publishable one by the API that it opens, a client's by `<API>-<client>`. */
  readonly keys: Readonly<Record<string, string>>;
}

/** Collects what scripts and people need to find. `stackNames` show the prefix: `storefront-prod-feedback`. */
export function takeInventory(
  resources: readonly ProvisionedResource[],
  stage: string,
  stackNames: readonly string[],
): Inventory {
  const prefix = prefixOf(stage, stackNames);
  const collect = (
    type: string,
    entry: (resource: ProvisionedResource) => readonly [name: unknown, value: unknown],
  ): Record<string, string> =>
    Object.fromEntries(
      resources
        .filter((resource) => resource.type === type)
        .map(entry)
        .filter(([name, value]) => typeof name === 'string' && typeof value === 'string')
        .map(([name, value]) => [shorten(String(name), prefix), String(value)])
        .sort(([left = ''], [right = '']) => left.localeCompare(right)),
    );
  const apiNames = new Map(
    resources
      .filter(({ type }) => type === 'AWS::ApiGateway::RestApi')
      .map(({ ref, properties }) => [ref, properties['Name']]),
  );
  return {
    apis: collect('AWS::ApiGateway::Stage', ({ properties, attributes }) => [
      apiNames.get(String(properties['RestApiId'])),
      attributes['LocalUrl'],
    ]),
    tables: collect('AWS::DynamoDB::Table', ({ ref }) => [ref, ref]),
    topics: collect('AWS::SNS::Topic', ({ ref }) => [ref.split(':').at(-1), ref]),
    queues: collect('AWS::SQS::Queue', ({ ref }) => [ref.split('/').at(-1), ref]),
    functions: collect('AWS::Lambda::Function', ({ ref }) => [ref, ref]),
    keys: collect('AWS::ApiGateway::ApiKey', ({ properties, attributes }) => [
      properties['Name'],
      attributes['LocalValue'],
    ]),
  };
}

function prefixOf(stage: string, stackNames: readonly string[]): string {
  const marker = `-${stage}-`;
  const [name = ''] = stackNames.filter((stackName) => stackName.includes(marker));
  return name.slice(0, name.indexOf(marker) + marker.length);
}

function shorten(name: string, prefix: string): string {
  return prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
}
