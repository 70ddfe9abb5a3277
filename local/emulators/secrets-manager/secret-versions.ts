import { AwsError } from '../../aws-error.ts';
import type { Secret, SecretVersion } from './secret.ts';

export const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';
export const PENDING = 'AWSPENDING';

/** Of versions without a label so many are kept. */
const KEPT_UNLABELLED = 100;

export function versionWith(secret: Secret, stage: string): SecretVersion | undefined {
  return secret.versions.find(({ stages }) => stages.includes(stage));
}

/** The version that a rotation has begun and not yet made current. */
export function pendingVersion(secret: Secret): SecretVersion | undefined {
  const pending = versionWith(secret, PENDING);
  return pending?.stages.includes(CURRENT) ? undefined : pending;
}

/**
 * Adds a version, or fills one that a rotation has begun. The same value put twice under one id is one version; another
 * value is refused (API_PutSecretValue).
 */
export function putVersion(
  secret: Secret,
  added: { readonly id: string; readonly value: string; readonly atMs: number },
  stages: readonly string[],
): Secret {
  const { id, value, atMs } = added;
  const known = secret.versions.find((version) => version.id === id);
  if (known?.value === value) return secret;
  if (known?.value !== undefined) {
    const text = `The version ${id} exists with another value: a version's value cannot be changed.`;
    throw new AwsError('ResourceExistsException', text);
  }
  const others = secret.versions.filter((version) => version.id !== id);
  const version = { id, value, stages: known?.stages ?? [], createdMs: atMs };
  const filled = { ...secret, versions: [...others, version] };
  return stages.reduce((moved, stage) => moveStage(moved, stage, id), filled);
}

/** Puts a label on one version (undefined: on none). The version that loses AWSCURRENT gets AWSPREVIOUS. */
export function moveStage(secret: Secret, stage: string, toId: string | undefined): Secret {
  const from = versionWith(secret, stage);
  if (from?.id === toId) return secret;
  const versions = secret.versions.map((version) => {
    const others = version.stages.filter((own) => own !== stage);
    return { ...version, stages: version.id === toId ? [...others, stage] : others };
  });
  const moved = { ...secret, versions: kept(versions) };
  return stage === CURRENT && from ? moveStage(moved, PREVIOUS, from.id) : moved;
}

function kept(versions: SecretVersion[]): SecretVersion[] {
  const unlabelled = versions.filter(({ stages }) => stages.length === 0);
  const gone = new Set(unlabelled.slice(0, -KEPT_UNLABELLED));
  return versions.filter((version) => !gone.has(version));
}
