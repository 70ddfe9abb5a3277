import { AwsError } from '../aws-error.ts';
import type { Access, PolicyDocument, Principal } from '../emulator.ts';
import type { ConditionContext } from './conditions.ts';
import { type Decision, evaluate } from './evaluate.ts';
import { callerArn, matchPrincipal, servicePrincipal } from './principal.ts';

/** Where the policies are that decide. */
export interface PolicySource {
  readonly region: string;
  readonly accountId: string;
  /** The policies that a role has. */
  identityPolicies(roleArn: string): readonly PolicyDocument[];
  /** The policy that guards a resource (for a role: who may take it on), if it has one. */
  resourcePolicy(arn: string): PolicyDocument | undefined;
}

type Caller = Exclude<Principal, { kind: 'root' }>;

/** Refuses with AWS's own words unless the policies let `principal` do this. The developer (root) may do all. */
export function authorize(principal: Principal, access: Access, source: PolicySource): void {
  if (principal.kind === 'root') return;
  const identity =
    principal.kind === 'role'
      ? identityDecision(principal.roleArn, access, principal, source)
      : NONE;
  const resource = resourceDecisions(principal, access, source);
  const denial =
    (identity.effect === 'deny' && 'with an explicit deny in an identity-based policy') ||
    (isDenied(resource) && 'with an explicit deny in a resource-based policy') ||
    (!isAllowed(access, identity, resource) && reasonOf(principal, access));
  if (!denial) return;
  const unknown = [identity, resource.itself, resource.account].flatMap(
    (decision) => decision.unknown,
  );
  throw accessDenied(principal, access, source, denial, unknown);
}

const NONE: Decision = { effect: 'none', unknown: [] };

/** What a resource's policy says to the caller by name, and what it leaves to the caller's own policies. */
interface ResourceDecisions {
  readonly itself: Decision;
  readonly account: Decision;
}

function identityDecision(
  roleArn: string,
  access: Access,
  caller: Caller,
  source: PolicySource,
): Decision {
  const context = contextOf(caller, access, source);
  return evaluate(source.identityPolicies(roleArn), { ...access, context });
}

function resourceDecisions(
  caller: Caller,
  access: Access,
  source: PolicySource,
): ResourceDecisions {
  const policy = source.resourcePolicy(access.resource) ?? { Statement: [] };
  const request = { ...access, context: contextOf(caller, access, source) };
  const decide = (match: 'itself' | 'account') => {
    const Statement = policy.Statement.filter(
      ({ Principal }) => matchPrincipal(Principal, caller, source.accountId) === match,
    );
    return evaluate([{ ...policy, Statement }], request);
  };
  return { itself: decide('itself'), account: decide('account') };
}

function isDenied({ itself, account }: ResourceDecisions): boolean {
  return itself.effect === 'deny' || account.effect === 'deny';
}

/** Within one account either policy suffices, except that a role must itself trust whoever takes it on. */
function isAllowed(
  { action }: Access,
  identity: Decision,
  { itself, account }: ResourceDecisions,
): boolean {
  if (itself.effect === 'allow') return true;
  if (identity.effect !== 'allow') return false;
  return action !== 'sts:AssumeRole' || account.effect === 'allow';
}

function contextOf(
  caller: Caller,
  { conditions = {} }: Access,
  source: PolicySource,
): ConditionContext {
  const { region, accountId } = source;
  const isService = caller.kind === 'service';
  const forOwner = isService && servicePrincipal(caller.service) === 'cloudwatch.amazonaws.com';
  const carried: Record<string, string | undefined> = {
    'aws:SecureTransport': 'true', // the local endpoint stands for AWS's, which is HTTPS
    's3:TlsVersion': '1.3',
    'aws:RequestedRegion': region,
    'aws:SourceArn': isService ? caller.sourceArn : undefined,
    'aws:SourceAccount': isService ? accountId : undefined,
    'aws:SourceOwner': forOwner ? accountId : undefined,
    'aws:PrincipalArn': isService ? undefined : caller.roleArn,
    'aws:PrincipalAccount': isService ? undefined : accountId,
    'aws:PrincipalIsAWSService': String(isService),
    ...conditions,
  };
  return new Map(Object.entries(carried).map(([key, value]) => [key.toLowerCase(), value]));
}

function reasonOf(caller: Caller, { action }: Access): string {
  const kind = caller.kind === 'service' || action === 'sts:AssumeRole' ? 'resource' : 'identity';
  return `because no ${kind}-based policy allows the ${action} action`;
}

function accessDenied(
  caller: Caller,
  { action, resource }: Access,
  { accountId }: PolicySource,
  reason: string,
  unknown: readonly string[],
): AwsError {
  const who = caller.kind === 'service' ? 'Service' : 'User';
  const hint =
    unknown.length > 0 ? `. The local cloud cannot judge: ${[...new Set(unknown)].join(', ')}` : '';
  const message = `${who}: ${callerArn(caller, accountId)} is not authorized to perform: ${action} on resource: ${resource} ${reason}${hint}`;
  const [code, statusCode] = DENIED[action.split(':')[0] ?? ''] ?? ['AccessDeniedException', 403];
  return new AwsError(code, message, { statusCode });
}

/** Services of AWS's older protocols have their own word for it. */
const DENIED: Readonly<Record<string, readonly [string, number]>> = {
  cloudwatch: ['AccessDenied', 403],
  dynamodb: ['AccessDeniedException', 400],
  events: ['AccessDeniedException', 400],
  logs: ['AccessDeniedException', 400],
  s3: ['AccessDenied', 403],
  secretsmanager: ['AccessDeniedException', 400],
  sns: ['AuthorizationErrorException', 403],
  ssm: ['AccessDeniedException', 400],
  sts: ['AccessDenied', 403],
};
