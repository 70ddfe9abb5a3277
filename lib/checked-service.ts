import { inspect } from 'node:util';
import { Token } from 'aws-cdk-lib';
import type { GuardedService } from './guarded-service.ts';
import { SettingsError } from './settings/settings-error.ts';
import { whereThrown } from './settings/where-thrown.ts';

/** The settings' types are not there at run time, and a config may be written in JavaScript. */
export function checkedService(create: () => GuardedService | undefined): GuardedService {
  const service = created(create);
  if (service && isAddress(service.url)) return service;
  const rule = `must return { url } of the service, not ${inspect(service, { depth: 1 })}.`;
  const fix = "Return the address of the service's root, e.g. { url: api.url }.";
  throw new SettingsError([{ path: 'service.create', rule, fix }]);
}

function created(create: () => GuardedService | undefined): GuardedService | undefined {
  try {
    return create();
  } catch (cause) {
    const rule = `throws at ${whereThrown(cause)}`;
    const fix = 'Correct what it names, in the stack of your service.';
    throw new SettingsError([{ path: 'service.create', rule, fix }], { cause });
  }
}

function isAddress(url: unknown): url is string {
  if (typeof url !== 'string') return false;
  if (Token.isUnresolved(url)) return true; // known at deployment
  return /^https?:/.test(url) && URL.canParse(url);
}
