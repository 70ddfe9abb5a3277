import type { LabelledText } from './facts.ts';
import type { Links } from './links.ts';
import type { Telling } from './telling.ts';

const LINKS: readonly (readonly [keyof Links, string])[] = [
  ['runbook', 'Runbook'],
  ['dashboard', 'Dashboard'],
  ['alarm', 'Alarm'],
];

/** No news, and no reason to stay up: their windows are hours long. */
export const ENDS_LATE = 'Ends later by itself (looks back over hours, or sums up others)';

/** A telling as a mail: paragraphs, apart by empty lines. */
export function plainTextOf({ intro, firing, silent, over, late, facts, links }: Telling): string {
  const paragraphs = [
    intro,
    listed('Fires:', firing),
    listed('Silent (muted):', silent),
    listed('Over:', over),
    listed(`${ENDS_LATE}:`, late),
    facts.map(lineOf).join('\n'),
    labelledLinks(links).map(lineOf).join('\n'),
  ];
  return `${paragraphs.filter(Boolean).join('\n\n')}\n`;
}

/** Those that are there, under the names that people read. */
export function labelledLinks(links: Links): readonly LabelledText[] {
  return LINKS.flatMap(([key, label]) => {
    const text = links[key];
    return text === undefined ? [] : [{ label, text }];
  });
}

function listed(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [title, ...lines.map((line) => `- ${line}`)].join('\n');
}

function lineOf({ label, text }: LabelledText): string {
  return `${label}: ${text}`;
}
