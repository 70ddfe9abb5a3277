import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { findReleaseId } from '../../lib/release-id.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'release-id-'));
  writeFileSync(path.join(directory, 'index.ts'), 'export const answer = 42;');
});

afterEach(() => rmSync(directory, { recursive: true }));

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: directory, encoding: 'utf8' }).trim();
}

test('is the commit that CodeBuild checked out', () => {
  const environment = { CODEBUILD_RESOLVED_SOURCE_VERSION: COMMIT };
  expect(findReleaseId({ directory, environment })).toEqual({ id: '0123456789ab', commit: COMMIT });
});

test('is the commit that is checked out here', () => {
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--message', 'first');
  const commit = git('rev-parse', 'HEAD');
  expect(findReleaseId({ directory, environment: {} })).toEqual({
    id: commit.slice(0, 12),
    commit,
    commits: { commits: [commit.slice(0, 12)] },
  });
});

test('comes with the history of the commit that CodeBuild checked out, and whose it is', () => {
  git('init', '--quiet');
  git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  for (const message of ['first', 'Mend the basket (#12)', 'later']) {
    git('commit', '--quiet', '--allow-empty', '--message', message);
  }
  const [first, second] = ['HEAD~2', 'HEAD~1'].map((name) => git('rev-parse', name));
  const environment = { CODEBUILD_RESOLVED_SOURCE_VERSION: second };
  expect(findReleaseId({ directory, environment }).commits).toEqual({
    repository: 'acme/shop',
    commits: [`${second?.slice(0, 12)}#12`, first?.slice(0, 12)],
  });
});

test.each([
  ['no repository', {}],
  ['a source in S3', { CODEBUILD_RESOLVED_SOURCE_VERSION: 'arn:aws:s3:::bucket/key?versionId=x1' }],
])('is a hash of the content with %s', (_, environment) => {
  const before = findReleaseId({ directory, environment });
  expect(before).toEqual({ id: expect.stringMatching(/^[0-9a-f]{12}$/) });
  expect(findReleaseId({ directory, environment })).toEqual(before);
  writeFileSync(path.join(directory, 'index.ts'), 'export const answer = 43;');
  expect(findReleaseId({ directory, environment })).not.toEqual(before);
});

test('a repository without a commit counts as none', () => {
  git('init', '--quiet');
  expect(findReleaseId({ directory, environment: {} })).not.toHaveProperty('commit');
});
