import { z } from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import type { Cloud, Emulator, EmulatorHandle, Operation, Resource } from '../emulator.ts';

interface Parameter {
  readonly Name: string;
  readonly Type: string;
  readonly Value: string;
  readonly Version: number;
  /** Driven time, in epoch milliseconds. */
  readonly lastModifiedMs: number;
  /** The value in the template, if it is made by one. */
  readonly declared?: string;
}

interface NamesToGet {
  readonly Names: readonly string[];
  readonly WithDecryption?: boolean;
}

const SAVED = z.record(
  z.string(),
  z.looseObject({
    Name: z.string(),
    Type: z.string(),
    Value: z.string(),
    Version: z.number(),
    lastModifiedMs: z.number(),
    declared: z.optional(z.string()),
  }),
);

/** SSM Parameter Store: plain and secure strings, by name. What is secure is stored as it is, and shown only decrypted. */
export const ssm: Emulator = {
  service: 'ssm',
  resourceTypes: {
    'AWS::SSM::Parameter': {
      honoured: ['Name', 'Type', 'Value'],
      ignored: ['AllowedPattern', 'DataType', 'Description', 'Tier'],
    },
  },
  api: {
    signingName: 'ssm',
    protocol: 'awsJson1.1',
    targetPrefix: 'AmazonSSM',
    client: () => import('@aws-sdk/client-ssm'),
  },
  async start(cloud) {
    return new ParameterStore(cloud);
  },
};

class ParameterStore implements EmulatorHandle {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #cloud: Cloud;
  readonly #parameters: Map<string, Parameter>;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#parameters = new Map(Object.entries(cloud.state.loadAs(parseParameters) ?? {}));
    this.operations = {
      GetParameter: this.#operation('GetParameter', ({ Name }) => [Name], this.#get),
      GetParameters: this.#operation('GetParameters', ({ Names }) => Names, this.#getMany),
      PutParameter: this.#operation('PutParameter', ({ Name }) => [Name], this.#put),
    };
  }

  /** A value that someone has put since stays, unless the template's own value has changed. */
  async create({ logicalId, stackName, properties }: Resource) {
    const Name = String(properties['Name'] ?? `${stackName}-${logicalId}`);
    const declared = String(properties['Value']);
    if (this.#parameters.get(Name)?.declared !== declared) {
      this.#save(Name, String(properties['Type']), declared, declared);
    }
    return { ref: Name, attributes: { Type: properties['Type'], Value: declared } };
  }

  update(resource: Resource) {
    return this.create(resource);
  }

  async stop() {}

  #operation(
    name: string,
    // biome-ignore lint/suspicious/noExplicitAny: the SDK's schema has decoded the input
    namesOf: (input: any) => readonly string[],
    // biome-ignore lint/suspicious/noExplicitAny: the SDK's schema has decoded the input
    run: (input: any) => object,
  ): Operation {
    return {
      access: (input) =>
        namesOf(input).map((parameter) => ({
          action: `ssm:${name}`,
          resource: this.#arn(parameter),
        })),
      run: async (input) => run.call(this, input),
    };
  }

  #get({ Name, WithDecryption }: { Name: string; WithDecryption?: boolean }): object {
    return { Parameter: this.#shown(this.#existing(Name), WithDecryption) };
  }

  #getMany({ Names, WithDecryption }: NamesToGet): object {
    const found = Names.filter((name) => this.#parameters.has(name));
    return {
      Parameters: found.map((name) => this.#shown(this.#existing(name), WithDecryption)),
      InvalidParameters: Names.filter((name) => !this.#parameters.has(name)),
    };
  }

  #put(input: { Name: string; Value: string; Type?: string; Overwrite?: boolean }): object {
    const existing = this.#parameters.get(input.Name);
    if (existing && !input.Overwrite) {
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    }
    const type = input.Type ?? existing?.Type;
    if (!type) {
      throw new AwsError(
        'ValidationException',
        'A parameter type is required when you create a parameter.',
      );
    }
    return { Version: this.#save(input.Name, type, input.Value).Version, Tier: 'Standard' };
  }

  #save(Name: string, Type: string, Value: string, declaredNow?: string): Parameter {
    const before = this.#parameters.get(Name);
    const declared = declaredNow ?? before?.declared;
    const parameter = {
      Name,
      Type,
      Value,
      Version: (before?.Version ?? 0) + 1,
      lastModifiedMs: this.#cloud.clock.now(),
      ...(declared === undefined ? {} : { declared }),
    };
    this.#parameters.set(Name, parameter);
    this.#persist();
    return parameter;
  }

  #persist(): void {
    this.#cloud.state.save(Object.fromEntries(this.#parameters));
  }

  #existing(name: string): Parameter {
    const parameter = this.#parameters.get(name);
    if (parameter) return parameter;
    throw new AwsError('ParameterNotFound', `Parameter ${name} not found.`);
  }

  #shown(
    { lastModifiedMs, declared: _, ...parameter }: Parameter,
    isDecrypted: boolean | undefined,
  ): object {
    const isSealed = parameter.Type === 'SecureString' && !isDecrypted;
    return {
      ...parameter,
      ...(isSealed && { Value: 'encrypted: ask for it WithDecryption' }),
      ARN: this.#arn(parameter.Name),
      LastModifiedDate: new Date(lastModifiedMs),
      DataType: 'text',
    };
  }

  #arn(name: string): string {
    const { region, accountId } = this.#cloud;
    return `arn:aws:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
  }
}

function parseParameters(saved: unknown): Readonly<Record<string, Parameter>> {
  return SAVED.parse(saved) as Readonly<Record<string, Parameter>>;
}
