import { randomUUID } from 'node:crypto';
import type {
  Cloud,
  Emulator,
  EmulatorHandle,
  Operation,
  PolicyDocument,
  Provisioned,
  Resource,
} from '../emulator.ts';
import { parseRotation, ROTATION_PROPERTIES } from './secrets-manager/rotation-rules.ts';
import { Rotations } from './secrets-manager/rotations.ts';
import { parseSecretDefinition } from './secrets-manager/secret-definition.ts';
import { SecretStore } from './secrets-manager/secret-store.ts';
import { CURRENT } from './secrets-manager/secret-versions.ts';
import { valueOperations } from './secrets-manager/value-operations.ts';

/**
 * Secrets Manager: secrets of templates, their versions and labels, and rotation through a function. Secrets that the API
 * makes or deletes, binary ones, replicas, and the trial of a rotation that does not come at once are not emulated. Values
 * lie as they are in the data folder.
 */
export const secretsManager: Emulator = {
  service: 'secretsmanager',
  resourceTypes: {
    'AWS::SecretsManager::ResourcePolicy': {
      honoured: ['ResourcePolicy', 'SecretId'],
      ignored: ['BlockPublicPolicy'],
    },
    'AWS::SecretsManager::RotationSchedule': { honoured: ROTATION_PROPERTIES },
    'AWS::SecretsManager::Secret': {
      honoured: ['GenerateSecretString', 'Name', 'SecretString'],
      ignored: ['Description', 'KmsKeyId', 'Tags'],
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
  readonly #store: SecretStore;
  readonly #rotations: Rotations;
  readonly #policies = new Map<string, PolicyDocument>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#store = new SecretStore(cloud);
    this.#rotations = new Rotations(cloud, this.#store);
    this.operations = {
      ...valueOperations(this.#store, () => cloud.clock.now()),
      ...this.#rotations.operations,
    };
  }

  async create(resource: Resource): Promise<Provisioned> {
    const { type, properties } = resource;
    const arn =
      type === 'AWS::SecretsManager::RotationSchedule'
        ? this.#rotations.schedule(parseRotation(properties)).arn
        : type === 'AWS::SecretsManager::ResourcePolicy'
          ? this.#guard(resource)
          : this.#make(resource);
    return { ref: arn, attributes: { Id: arn } };
  }

  update(resource: Resource): Promise<Provisioned> {
    return this.create(resource);
  }

  resourcePolicy(arn: string): PolicyDocument | undefined {
    return this.#policies.get(arn);
  }

  async stop() {
    this.#rotations.stop();
  }

  /** What was generated once stays: a template says how to make a value, not which. */
  #make({ stackName, logicalId, properties }: Resource): string {
    const { name = `${stackName}-${logicalId}`, firstValue } = parseSecretDefinition(properties);
    const known = this.#store.find(name);
    if (known) return known.arn;
    const atMs = this.#cloud.clock.now();
    const first = { id: randomUUID(), value: firstValue(), stages: [CURRENT], createdMs: atMs };
    const arn = this.#store.newArn(name);
    this.#store.set({ name, arn, createdMs: atMs, changedMs: atMs, versions: [first] });
    return arn;
  }

  #guard({ stackName, logicalId, properties }: Resource): string {
    const { arn } = this.#store.get(String(properties['SecretId']));
    const { Statement = [] } = Object(properties['ResourcePolicy']);
    this.#policies.set(arn, { Statement, source: `${stackName}/${logicalId}` });
    return arn;
  }
}
