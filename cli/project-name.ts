import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CliError } from './cli-error.ts';
import { findUpwards } from './find-upwards.ts';

/**
 * The project whose resources a command on AWS means: `--project`, else `AFTERPROD_PROJECT`, else what the nearest
 * `cdk.out` (here or in a folder above) was synthesized for.
 */
export function projectName(
  option: string | undefined,
  stage: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
): string {
  const name = option ?? env['AFTERPROD_PROJECT'] ?? synthesizedProject(cwd, stage);
  if (name) return name;
  throw new CliError(
    `Which project? Give --project, set AFTERPROD_PROJECT, or run npx cdk synth here so that cdk.out has a stage ${stage}.`,
    { exitCode: 2 },
  );
}

/** Stacks are named `<project>-<stage>-<capability>`. */
function synthesizedProject(cwd: string, stage: string): string | undefined {
  const manifest = findUpwards(cwd, path.join('cdk.out', `assembly-${stage}`, 'manifest.json'));
  if (!manifest) return undefined;
  const stackName = /"stackName"\s*:\s*"([^"]+)"/g;
  for (const [, name = ''] of readFileSync(manifest, 'utf8').matchAll(stackName)) {
    const at = name.indexOf(`-${stage}-`);
    if (at > 0) return name.slice(0, at);
  }
  return undefined;
}
