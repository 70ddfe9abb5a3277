import type { Feedback } from '../feedback.ts';
import { feedbackView } from '../feedback-view.ts';
import { csvLine } from './csv-line.ts';

export const EXPORT_FORMATS = ['ndjson', 'csv'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = [
  'id',
  'receivedAt',
  'kind',
  'status',
  'ratingScale',
  'rating',
  'release',
  'page',
  'locale',
  'toggles',
  'topic',
  'text',
] as const;

/** What stands before the first row: the names of the columns, or nothing. */
export function exportHead(format: ExportFormat): string {
  return format === 'csv' ? csvLine(COLUMNS) : '';
}

/** One piece of feedback with its line end. No e-mail address is ever in it. */
export function exportRow(feedback: Feedback, format: ExportFormat): string {
  const view = feedbackView(feedback);
  if (format === 'ndjson') return `${JSON.stringify(view)}\n`;
  const { context, rating } = view;
  const toggles = Object.entries(context.toggles ?? {}).map(
    ([key, variant]) => `${key}=${variant}`,
  );
  return csvLine([
    view.id,
    view.receivedAt,
    view.kind,
    view.status,
    rating?.scale,
    rating?.value,
    context.release,
    context.url,
    context.locale,
    toggles.join(' '),
    view.topic,
    view.text,
  ]);
}
