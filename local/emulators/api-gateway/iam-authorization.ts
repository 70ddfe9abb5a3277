import type { IncomingMessage } from 'node:http';
import { AwsError } from '../../aws-error.ts';
import type { Cloud, Principal } from '../../emulator.ts';
import { readSignature } from '../../endpoint/sigv4.ts';
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
  const principal = await refusedAs('INVALID_SIGNATURE', () => {
    refuseForeignScope(message, cloud.region);
    return cloud.authenticate(message, request.body);
  });
  await refusedAs('ACCESS_DENIED', async () =>
    cloud.authorize(principal, { action: 'execute-api:Invoke', resource: methodArn }),
  );
  return identityOf(principal, cloud.accountId, accessKeyOf(request));
}

/** A signature for another service or region is of no use here: whoever saw it there could send it again. */
function refuseForeignScope(message: IncomingMessage, region: string): void {
  const [, signedRegion, signedService] = readSignature(message)?.scope.split('/') ?? [];
  if (signedService !== undefined && signedService !== SERVICE) {
    throw mismatch(`Credential should be scoped to correct service: '${SERVICE}'. `);
  }
  if (signedRegion !== undefined && signedRegion !== region) {
    throw mismatch('Credential should be scoped to a valid region. ');
  }
}

const SERVICE = 'execute-api';

function mismatch(message: string): AwsError {
  return new AwsError('InvalidSignatureException', message, { statusCode: 403 });
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
