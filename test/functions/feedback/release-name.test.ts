import * as z from 'zod/mini';
import { releaseName } from '../../../functions/feedback/release-name.ts';
import { releaseIdOf } from '../../../functions/releases/release-id.ts';

const SHA_1 = '0123456789abcdef0123456789abcdef01234567';
const SHA_256 = `${SHA_1}0123456789abcdef01234567`;

test.each([SHA_1, SHA_256])('the whole commit %s is the release that is marked by it', (commit) => {
  expect(z.parse(releaseName, commit)).toBe(releaseIdOf(commit));
});

test.each([
  '0123456789ab',
  SHA_1.slice(1), // a hash of something else
  SHA_1.toUpperCase(),
  'v1.2.3-rc_4',
  '2026-11-23',
])('%s is a name of its own', (name) => {
  expect(z.parse(releaseName, name)).toBe(name);
});

test.each(['', '-v1', 'a b', 'ä', 'x'.repeat(65), `${SHA_1}\n`])('%j is none', (name) => {
  expect(z.safeParse(releaseName, name).success).toBe(false);
});
