/** Whether a log line passes. */
export type LogFilter = (message: string) => boolean;

/**
 * Reads a filter pattern of plain terms: all must occur, of those with `?` one suffices, those with `-` must not; a
 * term with spaces stands in quotes. Patterns over JSON fields or columns are refused.
 */
export function parseLogFilter(pattern: string | undefined): LogFilter {
  const text = (pattern ?? '').trim();
  if (/^[{[%]/.test(text)) {
    throw new Error(
      `the filter pattern ${text} is not emulated: only plain terms are, e.g. ERROR -retry`,
    );
  }
  const terms = [...text.matchAll(/([?-]?)("(?:\\.|[^"\\])*"|\S+)/g)].map(
    ([, sign = '', term = '']) => ({
      sign,
      term: term.startsWith('"') ? term.slice(1, -1).replace(/\\(.)/g, '$1') : term,
    }),
  );
  const withSign = (wanted: string) => terms.filter(({ sign }) => sign === wanted);
  const [all, any, none] = [withSign(''), withSign('?'), withSign('-')];
  // As in CloudWatch, `?` terms count for nothing beside plain ones.
  return (message) => {
    const occurs = ({ term }: { readonly term: string }) => message.includes(term);
    const hasAny = any.length === 0 || all.length > 0 || any.some(occurs);
    return all.every(occurs) && hasAny && !none.some(occurs);
  };
}
