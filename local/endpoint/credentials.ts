import { createHmac } from 'node:crypto';
import type { Credentials, Principal } from '../emulator.ts';

/** Who a pair of keys belongs to. */
export interface KeyHolder {
  readonly credentials: Credentials;
  readonly principal: Principal;
}

/** All keys of one local cloud. They come from its secret, so that they are the same after a restart. */
export interface KeyRing {
  readonly root: Credentials;
  forRole(roleArn: string, sessionName: string): Credentials;
  find(accessKeyId: string): KeyHolder | undefined;
}

/** Keys for the developer (root) and for each role session that asks. */
export function createKeyRing(secret: string): KeyRing {
  const holders = new Map<string, KeyHolder>();

  function issue(prefix: string, owner: string, principal: Principal): Credentials {
    const credentials = deriveKeys(secret, prefix, owner);
    holders.set(credentials.accessKeyId, { credentials, principal });
    return credentials;
  }

  return {
    root: issue('AKIA', 'root', { kind: 'root' }),
    forRole: (roleArn, sessionName) =>
      issue('ASIA', `${roleArn}/${sessionName}`, { kind: 'role', roleArn, sessionName }),
    find: (accessKeyId) => holders.get(accessKeyId),
  };
}

function deriveKeys(secret: string, prefix: string, owner: string): Credentials {
  const derive = (use: string) => createHmac('sha256', secret).update(`${use}:${owner}`).digest();
  const id = derive('id').toString('hex').toUpperCase().slice(0, 16);
  return {
    accessKeyId: `${prefix}${id}`,
    secretAccessKey: derive('key').toString('hex').slice(0, 40),
    ...(prefix === 'ASIA' ? { sessionToken: derive('token').toString('base64url') } : {}),
  };
}
