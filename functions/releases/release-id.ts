const COMMIT = /^[0-9a-f]{12,64}$/;
const RELEASE_ID_LENGTH = 12;

/** The release of a commit is named by its first 12 digits, which people can still read aloud. */
export function releaseIdOf(commit: string): string {
  if (!COMMIT.test(commit)) {
    throw new Error(
      `'${commit}' is no commit: give 12 to 64 hexadecimal digits, as 'git rev-parse HEAD' prints them`,
    );
  }
  return commit.slice(0, RELEASE_ID_LENGTH);
}
