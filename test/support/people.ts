import type { Stage } from '../../local/assembly.ts';
import type { Credentials } from '../../local/emulator.ts';
import { sendSigned } from './signed-request.ts';
import type { Storefront } from './storefront.ts';

/** By the name of a role: what it may call of every admin API, e.g. `GET/v1/toggles`, `POST/v1/toggles/*`, `*`. */
export type Roles = Readonly<Record<string, readonly string[]>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of a JSON answer. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
  readonly body: any;
}

/** Sends a signed request: `send('POST /v1/undo', { key })`. A body that is text is sent as it is. */
export type SendAs = (
  route: string,
  body?: object | string,
  headers?: Readonly<Record<string, string>>,
  credentials?: Credentials,
) => Promise<Answer>;

/** Adds roles as a team would make them: with a policy on method and path, or with `adminApi.grantInvoke`. */
export function withRoles(roles: Roles): (stage: Stage) => Stage {
  const Resources = Object.fromEntries(
    Object.entries(roles).map(([RoleName, granted], index) => [
      `Role${index}`,
      {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName,
          AssumeRolePolicyDocument: { Statement: [] },
          Policies: granted.map(invokePolicy),
        },
      },
    ]),
  );
  const people = { name: 'people', template: { Resources }, assetRoot: process.cwd() };
  return (stage) => ({ ...stage, stacks: [...stage.stacks, people] });
}

/** The keys of ann, who has taken on a role. */
export function credentialsOf({ cloud: { cloud } }: Storefront, role: string): Credentials {
  return cloud.credentialsFor(`arn:aws:iam::${cloud.accountId}:role/${role}`, 'ann');
}

/** Whoever calls an admin API, by default in that role. */
export function callerOf(storefront: Storefront, api: string, role: string): SendAs {
  return async (route, body, headers = {}, credentials = credentialsOf(storefront, role)) => {
    const [method = '', path = ''] = route.split(' ');
    const { origin, pathname } = new URL(storefront.apis[api] ?? '');
    const { status, text, ...answer } = await sendSigned(origin, credentials, {
      service: 'execute-api',
      region: storefront.cloud.cloud.region,
      method,
      url: `${pathname.replace(/\/$/, '')}${path}`,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status, headers: answer.headers, text, body: parsed(text) };
  };
}

function invokePolicy(route: string, index: number) {
  const Resource = `arn:aws:execute-api:*:*:*/prod/${route}`;
  const Statement = [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource }];
  return { PolicyName: `invoke${index}`, PolicyDocument: { Statement } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
