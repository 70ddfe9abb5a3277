import type { NewFeedback } from '../../functions/feedback/feedback-schema.ts';
import { cleanText, cut, visibleLength } from './clean-text.ts';

/** What the page knows about itself and its visitor's browser, as it says it: nothing here is checked yet. */
export interface PageFacts {
  readonly url: string;
  readonly release: unknown;
  /** Toggle key -> variant. */
  readonly toggles: unknown;
  readonly errors: readonly string[];
  readonly locale: string;
  readonly width: number;
  readonly height: number;
  readonly userAgent: string;
}

export type Context = NewFeedback['context'];

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
const RELEASE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const LOCALE = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/;
const MAX_URL_LENGTH = 2048;
const MAX_TOGGLES = 50;
const MAX_ERRORS = 5;
const MAX_ERROR_LENGTH = 500;
const MAX_USER_AGENT_LENGTH = 512;

/** What the API takes of it: a page that knows itself badly must not keep its visitor from being heard. */
export function contextOf(facts: PageFacts): Context {
  const { release, locale } = facts;
  const url = pageOf(facts.url);
  const toggles = togglesOf(facts.toggles);
  const errors = textsOf(facts.errors, MAX_ERROR_LENGTH).slice(-MAX_ERRORS);
  const [userAgent] = textsOf([facts.userAgent], MAX_USER_AGENT_LENGTH);
  const [width, height] = [facts.width, facts.height].map(Math.round);
  return {
    ...(url && { url }),
    ...(typeof release === 'string' && RELEASE.test(release) && { release }),
    ...(toggles && { toggles }),
    ...(errors.length > 0 && { errors }),
    ...(LOCALE.test(locale) && { locale }),
    ...(isSide(width) && isSide(height) && { viewport: { width, height } }),
    ...(userAgent && { userAgent }),
  };
}

/** Origin and path: query and fragment may hold secrets, so they never leave the browser. */
function pageOf(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const page = url.origin + url.pathname;
  return page.length > MAX_URL_LENGTH ? url.origin : page;
}

function togglesOf(toggles: unknown): Record<string, string> | undefined {
  const entries = Object.entries(toggles ?? {})
    .filter((entry): entry is [string, string] =>
      entry.every((part) => typeof part === 'string' && NAME.test(part)),
    )
    .slice(0, MAX_TOGGLES);
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function textsOf(texts: readonly string[], length: number): string[] {
  return texts.map((text) => cleanText(cut(cleanText(text), length))).filter(visibleLength);
}

function isSide(pixels = 0): pixels is number {
  return pixels >= 1 && pixels <= 100_000;
}
