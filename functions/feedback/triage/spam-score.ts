import { wordsOf } from './words.ts';

/** What speaks for spam. */
export interface SpamEvidence {
  /** Redacted: an address for `[e-mail]` is as telling. */
  readonly text: string;
  /** The field that people cannot see was filled in. @default - not known */
  readonly isTrapped?: boolean;
  /** From the opening of the form to sending it. @default - not known */
  readonly timeToFillMs?: number | undefined;
}

export interface SpamSignal {
  readonly name: 'trapped' | 'too_fast' | 'links' | 'shouting' | 'repetition';
  /** Share of certainty that it adds, 0 to 1. */
  readonly weight: number;
}

export interface SpamScore {
  /** 0: nothing speaks for it. 1: certain. */
  readonly score: number;
  readonly signals: readonly SpamSignal[];
}

/** From here on feedback is kept, and counts for nothing: neither in figures nor in notices. */
const SPAM = 0.8;

export function isSpam({ score }: Pick<SpamScore, 'score'>): boolean {
  return score >= SPAM;
}

/** Faster than people click; a form of two fields takes seconds. */
const FAST_MS = 1_500;
const LINK = /\b(?:https?:\/\/|www\.)\S/giu;
const LINK_MARKUP = /\[url|<a\s[^>]{0,200}href|\]\(https?:/iu;
const LETTER = /\p{L}/gu;
const CAPITAL = /\p{Lu}/gu;
const SAME_SIGN = /(\S)\1{9,}/u;

/** Adds up what speaks for spam, each signal by name. Signals are independent: two of a half make three quarters. */
export function spamScore(evidence: SpamEvidence): SpamScore {
  const { text, isTrapped, timeToFillMs } = evidence;
  const weighed: readonly SpamSignal[] = [
    { name: 'trapped', weight: isTrapped ? 1 : 0 },
    { name: 'too_fast', weight: timeToFillMs !== undefined && timeToFillMs < FAST_MS ? 0.5 : 0 },
    { name: 'links', weight: linksWeight(text) },
    { name: 'shouting', weight: shoutingWeight(text) },
    { name: 'repetition', weight: repetitionWeight(text) },
  ];
  const signals = weighed.filter(({ weight }) => weight > 0);
  const doubt = signals.reduce((rest, { weight }) => rest * (1 - weight), 1);
  return { score: Math.round((1 - doubt) * 100) / 100, signals };
}

/** People who report a broken page paste its address: one link says nothing, markup for links says much. */
function linksWeight(text: string): number {
  const links = text.match(LINK)?.length ?? 0;
  if (LINK_MARKUP.test(text)) return 0.8;
  if (links <= 1) return 0;
  return Math.min(0.9, 0.3 * (links - 1));
}

function shoutingWeight(text: string): number {
  const letters = text.match(LETTER)?.length ?? 0;
  const capitals = text.match(CAPITAL)?.length ?? 0;
  return letters >= 20 && capitals / letters > 0.7 ? 0.4 : 0;
}

/** The same few words over and over, or one sign leaned on. */
function repetitionWeight(text: string): number {
  const words = wordsOf(text);
  const isMonotonous = words.length >= 12 && new Set(words).size / words.length < 0.3;
  if (isMonotonous) return 0.6;
  return SAME_SIGN.test(text) ? 0.3 : 0;
}
