import type { IncomingMessage } from 'node:http';
import { AwsError } from '../../aws-error.ts';
import type { Cloud, Principal } from '../../emulator.ts';
import { GatewayError } from './gateway-error.ts';
import type { GatewayRequest } from './gateway-request.ts';
import { headerOf } from './gateway-request.ts';
import type { CallerIdentity } from './request-context.ts';

/** Admits a signed request of someone who may `execute-api:Invoke` this method, and says who it is. */
export async function authorizeByIam(
  cloud: Cloud,
  message: IncomingMessage,
  request: GatewayRequest,
  methodArn: string,
): Promise<CallerIdentity> {
  const principal = await refusedAs('INVALID_SIGNATURE', () =>
    cloud.authenticate(message, request.body),
  );
  await refusedAs('ACCESS_DENIED', async () =>
    cloud.authorize(principal, { action: 'execute-api:Invoke', resource: methodArn }),
  );
  return identityOf(principal, cloud.accountId, accessKeyOf(request));
}

async function refusedAs<T>(
  type: 'INVALID_SIGNATURE' | 'ACCESS_DENIED',
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const isUnsigned = error.code === 'MissingAuthenticationToken';
    throw new GatewayError(isUnsigned ? 'MISSING_AUTHENTICATION_TOKEN' : type, error.message, {
      cause: error,
    });
  }
}

function accessKeyOf(request: GatewayRequest): string | undefined {
  return /Credential=([^/,\s]+)/.exec(headerOf(request, 'authorization') ?? '')?.[1];
}

function identityOf(
  principal: Principal,
  accountId: string,
  accessKey: string | undefined,
): CallerIdentity {
  const keyed = { accountId, ...(accessKey && { accessKey }) };
  if (principal.kind !== 'role') {
    const userArn = `arn:aws:iam::${accountId}:root`;
    return { ...keyed, caller: accountId, user: accountId, userArn };
  }
  const roleName = principal.roleArn.split('/').at(-1) ?? '';
  const caller = `${roleName}:${principal.sessionName}`;
  const userArn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${principal.sessionName}`;
  return { ...keyed, caller, user: caller, userArn };
}
