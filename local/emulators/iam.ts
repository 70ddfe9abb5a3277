import { createHash } from 'node:crypto';
import type {
  Cloud,
  Emulator,
  EmulatorHandle,
  PolicyDocument,
  Provisioned,
  Resource,
} from '../emulator.ts';
import { MANAGED_POLICIES } from '../iam/managed-policies.ts';
import { SetupError } from '../setup-error.ts';

/** IAM: roles and their policies, from templates alone; every call of a function is judged by them. */
export const iam: Emulator = {
  service: 'iam',
  resourceTypes: {
    'AWS::IAM::Role': {
      honoured: ['RoleName', 'AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Policies', 'Path'],
      ignored: ['Description', 'MaxSessionDuration'],
    },
    'AWS::IAM::Policy': { honoured: ['PolicyName', 'PolicyDocument', 'Roles'] },
  },
  async start(cloud) {
    return new Policies(cloud);
  },
};

interface Role {
  readonly arn: string;
  readonly trust: PolicyDocument | undefined;
  readonly managedPolicyArns: readonly string[];
  readonly inline: readonly PolicyDocument[];
}

interface AttachedPolicy {
  readonly roleNames: readonly string[];
  readonly document: PolicyDocument;
}

class Policies implements EmulatorHandle {
  readonly operations = {};
  readonly #accountId: string;
  /** By role name. */
  readonly #roles = new Map<string, Role>();
  /** By stack and logical id, so that a changed policy takes the place of its former self. */
  readonly #attached = new Map<string, AttachedPolicy>();

  constructor({ accountId }: Cloud) {
    this.#accountId = accountId;
  }

  async create(resource: Resource): Promise<Provisioned> {
    return resource.type === 'AWS::IAM::Role'
      ? this.#createRole(resource)
      : this.#createPolicy(resource);
  }

  update(resource: Resource): Promise<Provisioned> {
    return this.create(resource);
  }

  async stop() {}

  identityPolicies(roleArn: string): readonly PolicyDocument[] {
    const [name, role] = [...this.#roles].find(([, { arn }]) => arn === roleArn) ?? [];
    if (name === undefined || !role) return [];
    const attached = [...this.#attached.values()].filter(({ roleNames }) =>
      roleNames.includes(name),
    );
    const builtIn = role.managedPolicyArns.flatMap((arn) => MANAGED_POLICIES[arn] ?? []);
    return [...role.inline, ...builtIn, ...attached.map(({ document }) => document)];
  }

  /** Who may take the role on. */
  resourcePolicy(arn: string): PolicyDocument | undefined {
    return [...this.#roles.values()].find((role) => role.arn === arn)?.trust;
  }

  #createRole({ stackName, logicalId, properties }: Resource): Provisioned {
    const name = shortened(String(properties['RoleName'] ?? `${stackName}-${logicalId}`));
    const arn = `arn:aws:iam::${this.#accountId}:role${String(properties['Path'] ?? '/')}${name}`;
    const managedPolicyArns = listOf(properties['ManagedPolicyArns']).map(String);
    for (const policyArn of managedPolicyArns) this.#checkKnown(policyArn);
    const source = `${stackName}/${logicalId}`;
    this.#roles.set(name, {
      arn,
      trust: documentOf(properties['AssumeRolePolicyDocument'], source),
      managedPolicyArns,
      inline: listOf(properties['Policies']).map((policy) => {
        return documentOf(Reflect.get(Object(policy), 'PolicyDocument'), source);
      }),
    });
    return { ref: name, attributes: { Arn: arn, RoleId: `AROALOCAL${name}` } };
  }

  #createPolicy({ stackName, logicalId, properties }: Resource): Provisioned {
    const name = String(properties['PolicyName'] ?? `${stackName}-${logicalId}`);
    const source = `${stackName}/${logicalId}`;
    this.#attached.set(source, {
      roleNames: listOf(properties['Roles']).map(String),
      document: documentOf(properties['PolicyDocument'], source),
    });
    return { ref: name, attributes: { Id: name } };
  }

  #checkKnown(policyArn: string): void {
    if (Object.hasOwn(MANAGED_POLICIES, policyArn)) return;
    throw new SetupError(
      `the local cloud does not know the managed policy ${policyArn}; add its document to local/iam/managed-policies.ts`,
    );
  }
}

/** IAM's longest role name, and how much of a hash keeps two shortened ones apart. */
const NAME_LIMIT = 64;
const HASH_LENGTH = 12;

function shortened(name: string): string {
  if (name.length <= NAME_LIMIT) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, NAME_LIMIT - HASH_LENGTH - 1)}-${hash}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A policy as templates write it: one statement may stand without a list. */
function documentOf(value: unknown, source: string): PolicyDocument {
  const { Statement } = Object(value);
  return { Statement: [Statement ?? []].flat(), source };
}
