import fc from 'fast-check';
import { commitsOf, type Git } from '../../../functions/releases/commits-of.ts';

interface Written {
  readonly hash: string;
  readonly subject?: string;
  readonly body?: string;
}

const NEWEST = hashOf('a');
const OLDER = hashOf('b');
const OLDEST = hashOf('c');

function hashOf(digit: string): string {
  return digit.repeat(40);
}

/** A repository with these commits, newest first. */
function repository(commits: readonly Written[], origin?: string): Git {
  return (command) => {
    if (command !== 'log') return origin;
    const fields = commits.flatMap(({ hash, subject = '', body = '' }) => [hash, subject, body]);
    return fields.map((field) => `${field}\0`).join('');
  };
}

function commitsIn(...commits: readonly Written[]): readonly string[] | undefined {
  return commitsOf(NEWEST, repository(commits))?.commits;
}

test('are told by twelve digits, the newest first', () => {
  const body = 'Because it was.\n\nSigned-off-by: ann';
  expect(commitsIn({ hash: NEWEST, subject: 'Mend it', body }, { hash: OLDER })).toEqual([
    'aaaaaaaaaaaa',
    'bbbbbbbbbbbb',
  ]);
});

test('are not known where git does not tell', () => {
  expect(commitsOf(NEWEST, () => undefined)).toBeUndefined();
});

test.each([
  ['Mend the basket (#12)', '#12'],
  ['Mend the basket (#12) (#340)', '#12#340'],
  ['Merge pull request #12 from ann/basket', '#12'],
  ['Pick (#1) (#2) (#3) (#4)', '#2#3#4'],
  ['Mend what (#11) broke', ''],
  ['Revert "Mend the basket (#12)" (#13)', '#13'],
  ['Mend #12', ''],
  ['Mend the basket (#0)', ''],
  ['Mend the basket (#1234567890)', ''],
])('of the subject %j the pull requests are %j', (subject, pulls) => {
  expect(commitsIn({ hash: NEWEST, subject })).toEqual([`aaaaaaaaaaaa${pulls}`]);
});

test('what was taken back again is not among them', () => {
  const revert = { hash: NEWEST, body: `This reverts commit ${OLDEST}.` };
  expect(commitsIn(revert, { hash: OLDER }, { hash: OLDEST })).toEqual([
    'aaaaaaaaaaaa',
    'bbbbbbbbbbbb',
  ]);
});

test('what was taken back by its pull request is not among them', () => {
  const revert = { hash: NEWEST, subject: 'Revert "x" (#13)', body: 'Reverts acme/shop#12' };
  expect(commitsIn(revert, { hash: OLDER, subject: 'x (#12)' })).toEqual(['aaaaaaaaaaaa#13']);
});

test('what was taken back and brought back is among them', () => {
  const back = { hash: NEWEST, body: `This reverts commit ${OLDER}.` };
  const revert = { hash: OLDER, body: `This reverts commit ${OLDEST}.` };
  expect(commitsIn(back, revert, { hash: OLDEST })).toEqual(['aaaaaaaaaaaa', 'cccccccccccc']);
});

test.each([
  ['https://github.com/acme/shop.git\n', 'acme/shop'],
  ['https://ann@github.com/acme/shop', 'acme/shop'],
  ['git@github.com:acme/shop.git', 'acme/shop'],
  ['ssh://git@git.example.com:22/group/acme/shop/', 'acme/shop'],
  [
    'https://codestar-connections.eu-central-1.amazonaws.com/git-http/1/r/u/acme/shop.git',
    'acme/shop',
  ],
  ['/home/ann/acme/shop', undefined],
  ['../acme/shop.git', undefined],
  ['', undefined],
])('with the remote %j they are those of %j', (origin, expected) => {
  expect(commitsOf(NEWEST, repository([{ hash: NEWEST }], origin))?.repository).toBe(expected);
});

test('whatever messages say, each is one that the marker takes, and none is told twice', () => {
  const message = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(`This reverts commit ${OLDER}.`, 'Reverts #12', 'x (#12)', '(#1) (#2)'),
  );
  const written = fc.record({
    hash: fc.constantFrom('a', 'b', 'c', 'd', 'e').map(hashOf),
    subject: message.map((text) => text.replaceAll(/[\0\n]/g, ' ')),
    body: message.map((text) => text.replaceAll('\0', ' ')),
  });
  const history = fc.uniqueArray(written, { selector: ({ hash }) => hash });
  fc.assert(
    fc.property(history, (commits) => {
      const found = commitsIn(...commits) ?? [];
      for (const each of found) expect(each).toMatch(/^[0-9a-f]{12}(#[1-9]\d{0,8})*$/);
      expect(new Set(found.map((each) => each.slice(0, 12))).size).toBe(found.length);
      expect(found.length).toBeLessThanOrEqual(commits.length);
      expect(found[0]?.slice(0, 12)).toBe(commits[0]?.hash.slice(0, 12));
    }),
  );
});
