import { AwsError } from '../aws-error.ts';
import type { Cloud, Emulator, Operation, Principal } from '../emulator.ts';

const DEFAULT_SESSION_SECONDS = 3600;

/** STS: who am I, and taking on a role. */
export const sts: Emulator = {
  service: 'sts',
  resourceTypes: {},
  api: { signingName: 'sts', protocol: 'awsQuery', client: () => import('@aws-sdk/client-sts') },
  async start(cloud) {
    return {
      operations: { GetCallerIdentity: getCallerIdentity(cloud), AssumeRole: assumeRole(cloud) },
      create: async () => {
        throw new Error('STS serves no resource type');
      },
      stop: async () => {},
    };
  },
};

function getCallerIdentity({ accountId }: Cloud): Operation {
  return {
    access: () => [], // AWS lets everyone ask, whatever their policies say
    run: async (_input, { principal }) => ({
      Account: accountId,
      UserId: userIdOf(principal),
      Arn: arnOf(principal, accountId),
    }),
  };
}

function assumeRole(cloud: Cloud): Operation {
  return {
    access: ({ RoleArn }) => [{ action: 'sts:AssumeRole', resource: RoleArn }],
    run: async ({ RoleArn, RoleSessionName, DurationSeconds = DEFAULT_SESSION_SECONDS }) => {
      if (!RoleArn || !RoleSessionName) {
        throw new AwsError('ValidationError', 'RoleArn and RoleSessionName are required.');
      }
      const keys = cloud.credentialsFor(RoleArn, RoleSessionName);
      const principal: Principal = { kind: 'role', roleArn: RoleArn, sessionName: RoleSessionName };
      return {
        Credentials: {
          AccessKeyId: keys.accessKeyId,
          SecretAccessKey: keys.secretAccessKey,
          SessionToken: keys.sessionToken,
          Expiration: new Date(cloud.clock.now() + DurationSeconds * 1000),
        },
        AssumedRoleUser: {
          AssumedRoleId: userIdOf(principal),
          Arn: arnOf(principal, cloud.accountId),
        },
      };
    },
  };
}

function userIdOf(principal: Principal): string {
  return principal.kind === 'role' ? `AROALOCAL:${principal.sessionName}` : 'root';
}

function arnOf(principal: Principal, accountId: string): string {
  if (principal.kind !== 'role') return `arn:aws:iam::${accountId}:root`;
  const roleName = principal.roleArn.split('/').at(-1);
  return `arn:aws:sts::${accountId}:assumed-role/${roleName}/${principal.sessionName}`;
}
