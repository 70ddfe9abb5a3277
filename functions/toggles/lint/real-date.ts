const FORM = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the calendar has this day: `2027-02-29` is none. */
export function isRealDate(text: string): boolean {
  if (!FORM.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
