/** The latest commits of a release's history: what is mended in it is told by them. */
export interface ReleaseCommits {
  /** Whose commits they are, `owner/name`. @default - not known */
  readonly repository?: string;
  /** Newest first, 200 at most: 12 digits each, and the pull requests that its subject names: `0123456789ab#12`. */
  readonly commits: readonly string[];
}
