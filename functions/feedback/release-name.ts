import * as z from 'zod/mini';
import { releaseIdOf } from '../releases/release-id.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const WHOLE_COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/** The release of a page, or the one that is asked about. A whole commit names the release that is made of it. */
export const releaseName = z.string().check(
  z.regex(NAME),
  z.overwrite((name) => (WHOLE_COMMIT.test(name) ? releaseIdOf(name) : name)),
);
