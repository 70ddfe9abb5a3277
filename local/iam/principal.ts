import type { Principal } from '../emulator.ts';

type Caller = Exclude<Principal, { kind: 'root' }>;

/** How a resource policy's `Principal` fits a caller; `account`: it leaves the decision to the caller's own policies. */
export type PrincipalMatch = 'itself' | 'account' | 'no';

/** Compares a statement's `Principal` with who calls. */
export function matchPrincipal(stated: unknown, caller: Caller, accountId: string): PrincipalMatch {
  if (stated === '*') return 'itself';
  if (typeof stated !== 'object' || stated === null) return 'no';
  const named = (type: string): readonly string[] =>
    [Reflect.get(stated, type) ?? []].flat().map(String);
  if (caller.kind === 'service')
    return matchService(named('Service'), named('AWS'), caller.service);
  if (named('AWS').some((name) => name === '*' || isCaller(name, caller, accountId)))
    return 'itself';
  return named('AWS').some((name) => isAccount(name, accountId)) ? 'account' : 'no';
}

/** As AWS writes the caller in its messages. */
export function callerArn(caller: Caller, accountId: string): string {
  if (caller.kind === 'service') return servicePrincipal(caller.service);
  const roleName = caller.roleArn.split('/').at(-1);
  return `arn:aws:sts::${accountId}:assumed-role/${roleName}/${caller.sessionName}`;
}

/** `sns` and `sns.amazonaws.com` are the same caller. */
export function servicePrincipal(service: string): string {
  return service.includes('.') ? service : `${service}.amazonaws.com`;
}

/** CloudWatch acts for the topic's owner, so that a topic's default policy, for all of AWS, admits it alone. */
const ACTS_FOR_OWNER = 'cloudwatch.amazonaws.com';

function matchService(
  services: readonly string[],
  accounts: readonly string[],
  service: string,
): PrincipalMatch {
  const caller = servicePrincipal(service);
  if (services.includes(caller)) return 'itself';
  return accounts.includes('*') && caller === ACTS_FOR_OWNER ? 'itself' : 'no';
}

function isCaller(name: string, caller: Caller, accountId: string): boolean {
  return (
    caller.kind === 'role' && (name === caller.roleArn || name === callerArn(caller, accountId))
  );
}

function isAccount(name: string, accountId: string): boolean {
  return name === accountId || name === `arn:aws:iam::${accountId}:root`;
}
