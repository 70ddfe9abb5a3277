import { Aws } from 'aws-cdk-lib';
import type { RequestSettings, Sigv4Settings } from '../settings/probe-request-settings.ts';
import type { ProbeSettings } from '../settings/probe-settings.ts';

/** What the prober's role must be allowed, for a request that it signs. */
export interface SignedPermission {
  readonly actions: readonly string[];
  /** An ARN. */
  readonly resource: string;
}

type Place = RequestSettings & { readonly url?: string | undefined };

const ACTIONS: Readonly<Record<NonNullable<Sigv4Settings['service']>, readonly string[]>> = {
  'execute-api': ['execute-api:Invoke'],
  lambda: ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'], // since October 2025 an URL needs both
};

/** For all requests that are signed, each once. */
export function permissionsOf(
  probes: readonly ProbeSettings[],
  stageRegion: string,
): readonly SignedPermission[] {
  const permissions = probes
    .flatMap(placesOf)
    .flatMap((place) => permissionFor(place, stageRegion));
  return [...new Map(permissions.map((each) => [JSON.stringify(each), each])).values()];
}

function placesOf(probe: ProbeSettings): readonly Place[] {
  if (probe.journey !== undefined) return probe.journey;
  return probe.path !== undefined || probe.url !== undefined ? [probe] : [];
}

function permissionFor({ auth, url, method }: Place, stageRegion: string): SignedPermission[] {
  if (auth?.sigv4 === undefined) return [];
  const { service = 'execute-api', region = stageRegion, resource } = auth.sigv4;
  return [{ actions: ACTIONS[service], resource: resource ?? apiOf(url, region, method) }];
}

/** An API's id is unique, so that any account may be its owner's; that of the service is known at deployment only. */
function apiOf(url = '', region: string, method = 'GET'): string {
  const [, id] = /^https:\/\/([a-z0-9]+)\.execute-api\./.exec(url) ?? [];
  const owned = id === undefined ? `${Aws.ACCOUNT_ID}:*` : `*:${id}`;
  return `arn:${Aws.PARTITION}:execute-api:${region}:${owned}/*/${method}/*`;
}
