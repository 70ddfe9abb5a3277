const COMMIT = /^[0-9a-f]{7,64}$/;
const PULL_REQUEST = /^([^/]+\/[^/]+)(#\d+)$/;

/** As GitLab, Bitbucket and others address a commit. */
const COMMIT_ADDRESS = /^https:.*\/commits?\/([0-9a-f]{7,64})$/;

/** A commit's first digits, or a pull request (`#12`) of `owner/repo`. */
export type LinkedChange =
  | { readonly digits: string }
  | { readonly owner: string; readonly pull: string };

/** What a release is looked through for. Undefined for a link, as `changeLink` spells it, that no release can have. */
export function linkedChange(link: string): LinkedChange | undefined {
  const [, owner, pull] = PULL_REQUEST.exec(link) ?? [];
  if (owner !== undefined && pull !== undefined) return { owner, pull };
  const digits = COMMIT.test(link) ? link : COMMIT_ADDRESS.exec(link)?.[1];
  return digits === undefined ? undefined : { digits };
}
