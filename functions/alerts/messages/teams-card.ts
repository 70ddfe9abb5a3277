import { ENDS_LATE, labelledLinks } from './plain-text.ts';
import type { Telling } from './telling.ts';

/**
 * Body for the webhook of a Workflow in Teams: an Adaptive Card. All words are runs of rich text, which Teams shows as they
 * are: elsewhere in a card it takes foreign words for Markdown.
 */
export function teamsCard({
  headline,
  intro,
  firing,
  silent,
  over,
  late,
  facts,
  links,
}: Telling): object {
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    fallbackText: headline,
    body: [
      rich([{ text: headline, weight: 'Bolder', size: 'Medium' }]),
      rich([{ text: intro }]),
      ...listed('Fires', firing),
      ...listed('Silent (muted)', silent),
      ...listed('Over', over),
      ...listed(ENDS_LATE, late),
      ...facts.map(({ label, text }) => rich([{ text: `${label}: `, weight: 'Bolder' }, { text }])),
    ],
    actions: labelledLinks(links).map(({ label, text }) => ({
      type: 'Action.OpenUrl',
      title: label,
      url: text,
    })),
  };
  const contentType = 'application/vnd.microsoft.card.adaptive';
  return { type: 'message', attachments: [{ contentType, contentUrl: null, content }] };
}

interface Run {
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly size?: 'Medium';
}

function listed(title: string, lines: readonly string[]): readonly object[] {
  if (lines.length === 0) return [];
  return [
    rich([{ text: title, weight: 'Bolder' }]),
    ...lines.map((line) => rich([{ text: `• ${line}` }], 'Small')),
  ];
}

function rich(runs: readonly Run[], spacing: 'Default' | 'Small' = 'Default'): object {
  return {
    type: 'RichTextBlock',
    spacing,
    inlines: runs.map((run) => ({ type: 'TextRun', ...run })),
  };
}
