import type { StaleToggle } from './stale-toggles.ts';

export interface StaleNotice {
  /** One line of ASCII, at most 100 characters: SNS refuses more. */
  readonly subject: string;
  readonly message: string;
}

/** More are not read in a message. */
const MOST_TOGGLES = 40;
const MOST_SUBJECT = 100;

/** Tells the team what can go. Undefined where nothing can: no news is no message. */
export function staleNotice(
  stale: readonly StaleToggle[],
  project: string,
  stage: string,
): StaleNotice | undefined {
  if (stale.length === 0) return undefined;
  const count = stale.length === 1 ? '1 stale toggle' : `${stale.length} stale toggles`;
  const more = stale.length - MOST_TOGGLES;
  return {
    subject: `${count} on ${project} ${stage}`.slice(0, MOST_SUBJECT),
    message: [
      `${count} on ${project} ${stage}: each is a branch in the code that nobody needs any more.`,
      ...stale.slice(0, MOST_TOGGLES).flatMap((each) => ['', ...paragraph(each)]),
      ...(more > 0 ? ['', `And ${more} more.`] : []),
      '',
      `All of them: afterprod toggles stale --stage ${stage}`,
    ].join('\n'),
  };
}

function paragraph({ key, signs, owner, ticket, next }: StaleToggle): readonly string[] {
  const whose = [owner && `of ${owner}`, ticket].filter(Boolean).join(', ');
  return [whose ? `${key} (${whose})` : key, ...signs.map(({ says }) => `  ${says}`), `  ${next}`];
}
