/** What people write into a text field though it belongs into nobody's mailbox. */
const PERSONAL: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, '[token]'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, '[key]'],
  [/\b(password|passwort|pwd|secret|token|api[_-]?key)(\s*[:=]\s*)\S+/gi, '$1$2[secret]'],
  [/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g, '[e-mail]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, '[account]'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '[address]'],
  [/\+?\d(?:[ ().-]{0,2}\d){7,18}/g, '[number]'],
];

/** The text without addresses, numbers and secrets, as far as expressions find them. */
export function redact(text: string): string {
  return PERSONAL.reduce((rest, [expression, mark]) => rest.replace(expression, mark), text);
}
