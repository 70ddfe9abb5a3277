import { checkAwsTarget } from './check-aws-target.ts';
import { CliError } from './cli-error.ts';
import { findLocalState, type LocalState } from './local-state.ts';
import { projectName } from './project-name.ts';

/** Options that every command understands. */
export interface GlobalOptions {
  readonly stage?: string;
  readonly local?: boolean;
  readonly project?: string;
  readonly json?: boolean;
}

/** Where a command works: the running local cloud, or a stage on AWS by the usual credentials. */
export interface Target {
  readonly local: LocalState | undefined;
  readonly stage: string;
  /** For SDK clients. */
  readonly client: ClientConfig;
  /** What leads every physical name: `storefront-prod-`. */
  readonly prefix: string;
}

interface ClientConfig {
  readonly endpoint?: string;
  readonly region?: string;
  readonly credentials?: LocalState['credentials'];
  readonly maxAttempts: number;
}

const DEFAULT_STAGE = 'prod';
const MAX_ATTEMPTS = 3;

export async function findTarget(
  { stage, local, project }: GlobalOptions,
  env: NodeJS.ProcessEnv = process.env,
  cwd: string = process.cwd(),
): Promise<Target> {
  if (stage === '')
    throw new CliError('--stage is empty. Name one, or leave it out.', { exitCode: 2 });
  if (local) return localTarget(await findLocalState(env, cwd), stage);
  const name = stage ?? DEFAULT_STAGE;
  const projectOnAws = projectName(project, name, env, cwd);
  checkAwsTarget({ project: projectOnAws, stage: name }, env);
  const prefix = `${projectOnAws}-${name}-`;
  return { local: undefined, stage: name, prefix, client: { maxAttempts: MAX_ATTEMPTS } };
}

function localTarget(local: LocalState, stage: string | undefined): Target {
  if (stage !== undefined && stage !== local.stage) {
    throw new CliError(
      `The local cloud runs stage ${local.stage}, not ${stage}. Leave out --stage, or run npm start -- --stage ${stage}.`,
    );
  }
  const { awsEndpoint: endpoint, region, credentials } = local;
  return {
    local,
    stage: local.stage,
    prefix: prefixOf(local),
    client: { endpoint, region, credentials, maxAttempts: 1 },
  };
}

/** `tables` maps short names to physical ones: `toggles` to `storefront-prod-toggles`. A service's own are named as it likes. */
function prefixOf({ tables, stage }: LocalState): string {
  const [short = '', physical = ''] =
    Object.entries(tables).find(([name, whole]) => whole.endsWith(`-${stage}-${name}`)) ?? [];
  return physical.slice(0, physical.length - short.length) || `-${stage}-`;
}
