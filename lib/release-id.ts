import { execFileSync } from 'node:child_process';
import { FileSystem, IgnoreMode } from 'aws-cdk-lib';
import { commitsOf, type Git } from '../functions/releases/commits-of.ts';
import type { ReleaseCommits } from '../functions/releases/release-commits.ts';
import { releaseIdOf } from '../functions/releases/release-id.ts';

/** What a release is called, and the commit it is made of. */
export interface ReleaseId {
  readonly id: string;
  /** Absent where the sources are in no repository. */
  readonly commit?: string;
  /** What it consists of. Absent where git does not tell it. */
  readonly commits?: ReleaseCommits;
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
  const git = gitIn(directory);
  const commit = COMMIT.test(resolved) ? resolved : headOf(git);
  if (commit !== undefined) {
    const commits = commitsOf(commit, git);
    return { id: releaseIdOf(commit), commit, ...(commits && { commits }) };
  }
  const hash = FileSystem.fingerprint(directory, {
    exclude: NOT_SOURCES,
    ignoreMode: IgnoreMode.GIT,
  });
  return { id: releaseIdOf(hash) };
}

function headOf(git: Git): string | undefined {
  const head = git('rev-parse', '--verify', 'HEAD')?.trim() ?? '';
  return COMMIT.test(head) ? head : undefined;
}

/** Gives nothing where there is no git, no repository, or not what it is asked for. */
function gitIn(directory: string): Git {
  return (...args) => {
    try {
      return execFileSync('git', args, {
        cwd: directory,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        maxBuffer: 16 * 1024 * 1024, // 200 messages, however long they are
      });
    } catch {
      return undefined;
    }
  };
}
