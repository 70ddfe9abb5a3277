import { execFileSync } from 'node:child_process';
import { FileSystem, IgnoreMode } from 'aws-cdk-lib';
import { releaseIdOf } from '../functions/releases/release-id.ts';

/** What a release is called, and the commit it is made of. */
export interface ReleaseId {
  readonly id: string;
  /** Absent where the sources are in no repository. */
  readonly commit?: string;
}

export interface ReleaseSource {
  /** Where the sources are. */
  readonly directory: string;

  /** @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** What a build leaves behind, and what is no source. */
const NOT_SOURCES = ['.git', 'node_modules', 'cdk.out', 'dist', '.afterprod', 'coverage'];

/**
 * Finds what is being released: the commit that CodeBuild checked out, or the one that is checked out here. Without
 * either the sources themselves are the name: the same content is the same release.
 */
export function findReleaseId(source: ReleaseSource): ReleaseId {
  const { directory, environment = process.env } = source;
  const resolved = environment['CODEBUILD_RESOLVED_SOURCE_VERSION'] ?? '';
  const commit = COMMIT.test(resolved) ? resolved : headOf(directory);
  if (commit !== undefined) return { id: releaseIdOf(commit), commit };
  const hash = FileSystem.fingerprint(directory, {
    exclude: NOT_SOURCES,
    ignoreMode: IgnoreMode.GIT,
  });
  return { id: releaseIdOf(hash) };
}

function headOf(directory: string): string | undefined {
  try {
    const head = execFileSync('git', ['rev-parse', '--verify', 'HEAD'], {
      cwd: directory,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return COMMIT.test(head) ? head : undefined;
  } catch {
    return undefined; // no git, no repository, or no commit yet
  }
}
