import { randomInt, randomUUID } from 'node:crypto';
import { z } from 'zod/mini';
import { AwsError } from '../aws-error.ts';
import type { Cloud, Emulator, EmulatorHandle, Operation, Resource } from '../emulator.ts';
import { flawsOf } from './flaws.ts';

const SECRET = z.looseObject({
  name: z.string(),
  arn: z.string(),
  value: z.string(),
  versionId: z.string(),
  /** Driven time, in epoch milliseconds. */
  createdMs: z.number(),
});

type Secret = z.infer<typeof SECRET>;

const DEFINITION = z.object({
  Name: z.optional(z.string()),
  GenerateSecretString: z.strictObject({
    PasswordLength: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(4096)), 32),
    ExcludePunctuation: z._default(z.boolean(), false),
  }),
});

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/**
 * Secrets Manager: secrets that templates generate, read by name or ARN. Values that somebody puts, their versions,
 * rotation and deletion are not emulated; what is generated lies as it is in the data folder.
 */
export const secretsManager: Emulator = {
  service: 'secretsmanager',
  resourceTypes: {
    'AWS::SecretsManager::Secret': {
      honoured: ['GenerateSecretString', 'Name'],
      ignored: ['Description', 'Tags'],
    },
  },
  api: {
    signingName: 'secretsmanager',
    protocol: 'awsJson1.1',
    targetPrefix: 'secretsmanager',
    client: () => import('@aws-sdk/client-secrets-manager'),
  },
  start: async (cloud) => new Secrets(cloud),
};

class Secrets implements EmulatorHandle {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #cloud: Cloud;
  readonly #secrets: Map<string, Secret>;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    const saved = cloud.state.loadAs((value) => z.array(SECRET).parse(value)) ?? [];
    this.#secrets = new Map(saved.map((secret) => [secret.name, secret]));
    this.operations = {
      DescribeSecret: this.#operation('DescribeSecret', description),
      GetSecretValue: this.#operation('GetSecretValue', (secret) => ({
        ...description(secret),
        SecretString: secret.value,
        VersionId: secret.versionId,
        VersionStages: ['AWSCURRENT'],
      })),
    };
  }

  /** What was generated once stays: a template says how to make a value, not which. */
  async create({ stackName, logicalId, properties }: Resource) {
    const read = z.safeParse(DEFINITION, properties);
    if (!read.success) throw new Error(flawsOf(read.error));
    const { Name: name = `${stackName}-${logicalId}`, GenerateSecretString } = read.data;
    const secret = this.#secrets.get(name) ?? {
      name,
      arn: this.#arn(`${name}-${randomText(6, LETTERS)}`),
      value: randomText(
        GenerateSecretString.PasswordLength,
        GenerateSecretString.ExcludePunctuation ? LETTERS : LETTERS + PUNCTUATION,
      ),
      versionId: randomUUID(),
      createdMs: this.#cloud.clock.now(),
    };
    this.#secrets.set(name, secret);
    this.#cloud.state.save([...this.#secrets.values()]);
    return { ref: secret.arn, attributes: { Id: secret.arn } };
  }

  update(resource: Resource) {
    return this.create(resource);
  }

  async stop() {}

  #operation(name: string, answer: (secret: Secret) => object): Operation {
    return {
      access: ({ SecretId }) => {
        const resource = this.#find(SecretId)?.arn ?? this.#arn(SecretId);
        return [{ action: `secretsmanager:${name}`, resource }];
      },
      run: async ({ SecretId, VersionId, VersionStage = 'AWSCURRENT' }) => {
        const secret = this.#find(SecretId);
        const isCurrent =
          VersionStage === 'AWSCURRENT' && (VersionId ?? secret?.versionId) === secret?.versionId;
        if (secret && isCurrent) return answer(secret);
        const text = "Secrets Manager can't find the specified secret.";
        throw new AwsError('ResourceNotFoundException', text);
      },
    };
  }

  #find(id: string): Secret | undefined {
    return [...this.#secrets.values()].find(({ name, arn }) => name === id || arn === id);
  }

  #arn(name: string): string {
    const { region, accountId } = this.#cloud;
    return `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}`;
  }
}

function description({ name, arn, createdMs }: Secret): object {
  return { ARN: arn, Name: name, CreatedDate: new Date(createdMs) };
}

function randomText(length: number, signs: string): string {
  return Array.from({ length }, () => signs[randomInt(signs.length)]).join('');
}
