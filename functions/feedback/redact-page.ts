import { redact } from './redact.ts';

/** `@` in a path, encoded once or again. */
const AT = /%(?:25)*40/g;

/** An address of a page without what is personal: some applications put an e-mail address into a path. */
export function redactPage(url: string): string {
  const readable = url.replace(AT, '@');
  const redacted = redact(readable);
  return redacted === readable ? url : redacted;
}
