import { ENDS_LATE, labelledLinks } from './plain-text.ts';
import { printable } from './printable.ts';
import type { Telling } from './telling.ts';

/** Slack's limits, in characters: of a heading, and of the text of one block. */
const MOST_HEADING = 150;
const MOST_TEXT = 2_900;

/** Body of an incoming webhook of Slack. */
export function slackMessage({
  headline,
  intro,
  firing,
  silent,
  over,
  late,
  facts,
  links,
}: Telling): object {
  const linked = labelledLinks(links).map(({ label, text }) => `<${addressed(text)}|${label}>`);
  return {
    text: escaped(headline), // what a notification shows
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: printable(headline, MOST_HEADING) } },
      section([escaped(intro)]),
      ...listed('Fires', firing),
      ...listed('Silent (muted)', silent),
      ...listed('Over', over),
      ...listed(ENDS_LATE, late),
      section(facts.map(({ label, text }) => `*${label}:* ${escaped(text)}`)),
      ...(linked.length > 0 ? [section([linked.join('  ·  ')])] : []),
    ],
  };
}

function listed(title: string, lines: readonly string[]): readonly object[] {
  if (lines.length === 0) return [];
  return [section([`*${title}*`, ...lines.map((line) => `• ${escaped(line)}`)])];
}

/** `verbatim`: names of people, groups and channels in foreign words call nobody. */
function section(lines: readonly string[]): object {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: fitting(lines), verbatim: true },
  };
}

/** Whole lines: one that is cut could lose the end of an escape. */
function fitting(lines: readonly string[]): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const next = text === '' ? line : `${text}\n${line}`;
    if (next.length > MOST_TEXT) return `${text}\nand ${lines.length - index} more lines`;
    text = next;
  }
  return text;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Within a link. */
function addressed(url: string): string {
  return escaped(url).replaceAll('|', '%7C');
}
