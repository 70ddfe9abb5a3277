import { Problem } from '../shared/problem.ts';

/** Fewer digits name too many commits. */
export const SHORTEST_COMMIT = 7;

const COMMIT = /^[0-9a-f]{7,64}$/;
const OWNER = '[A-Za-z0-9][A-Za-z0-9-]{0,38}';
const REPOSITORY = '[A-Za-z0-9._-]{1,100}';
const PULL_REQUEST = new RegExp(`^${OWNER}/${REPOSITORY}#[1-9]\\d{0,8}$`);
const GITHUB = new RegExp(`^/(${OWNER}/${REPOSITORY})/(?:pull/([1-9]\\d{0,8})|commit/([0-9a-f]+))`);
const MAX_URL_LENGTH = 500;

/** Printable ASCII alone: an address is shown to people and is a part of a key. */
const PRINTABLE = /^[\x21-\x7e]+$/;

/**
 * The change that mends a piece of feedback, in one spelling: a commit's digits (7 to 64), `owner/repo#12`, or an
 * address. GitHub's addresses of commits and pull requests become those; of others query and fragment are dropped.
 */
export function changeLink(text: string): string {
  const trimmed = text.trim();
  const lower = trimmed.toLowerCase();
  if (COMMIT.test(lower)) return lower;
  if (PULL_REQUEST.test(trimmed)) return trimmed;
  const link = trimmed.length <= MAX_URL_LENGTH ? linkOfUrl(trimmed) : undefined;
  if (link !== undefined) return link;
  throw new Problem(
    'malformed_request',
    `No link: give a commit (${SHORTEST_COMMIT} to 64 hexadecimal digits), owner/repo#12, or an https address`,
  );
}

/** Whether two links mean one change: of a commit, one may be the beginning of the other. */
export function isSameChange(one: string, other: string): boolean {
  if (!COMMIT.test(one) || !COMMIT.test(other)) return one === other;
  return one.startsWith(other) || other.startsWith(one);
}

/** What all spellings of one change have in common: the first digits of a commit, else the link itself. */
export function linkGroup(link: string): string {
  return COMMIT.test(link) ? link.slice(0, SHORTEST_COMMIT) : link;
}

function linkOfUrl(text: string): string | undefined {
  if (!PRINTABLE.test(text) || !URL.canParse(text)) return undefined;
  const { protocol, hostname, origin, pathname, username, password } = new URL(text);
  if (protocol !== 'https:' || username !== '' || password !== '') return undefined;
  const [, repository, pull, commit] = (hostname === 'github.com' && GITHUB.exec(pathname)) || [];
  if (pull) return `${repository}#${pull}`;
  if (commit && COMMIT.test(commit)) return commit;
  return `${origin}${pathname}`;
}
