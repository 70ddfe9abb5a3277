import { CliError } from './cli-error.ts';

/** Where a command on AWS is to work, as it was typed or set. */
export interface AwsTarget {
  readonly project: string;
  readonly stage: string;
}

/** Project and stage lead the names of tables and alarms. */
const NAME = /^[a-z][a-z0-9-]*$/;
const NAME_RULE = 'Give lower case letters, digits and hyphens';

const REGION = /^[a-z0-9-]+$/;
const ENDPOINT = /^AWS_ENDPOINT_URL(?:_|$)/;

/** What no stage can be called, and addresses that are none, are wrong use: nothing was tried. */
export function checkAwsTarget({ project, stage }: AwsTarget, env: NodeJS.ProcessEnv): void {
  if (!NAME.test(project)) {
    throw wrongUse(
      `No project is called '${project}'. ${NAME_RULE} (--project, AFTERPROD_PROJECT).`,
    );
  }
  if (!NAME.test(stage)) throw wrongUse(`No stage is called '${stage}'. ${NAME_RULE} (--stage).`);
  const region = env['AWS_REGION'];
  if (region && !REGION.test(region)) {
    throw wrongUse(`AWS_REGION is '${region}'. Set it to a region's code, e.g. eu-central-1.`);
  }
  for (const [name, address] of Object.entries(env)) {
    if (!ENDPOINT.test(name) || !address || isHttp(address)) continue;
    throw wrongUse(`${name} is '${address}'. Unset it, or set it to an address: https://…`);
  }
}

function isHttp(address: string): boolean {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
}

function wrongUse(message: string): CliError {
  return new CliError(message, { exitCode: 2 });
}
