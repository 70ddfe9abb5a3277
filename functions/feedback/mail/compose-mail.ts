import { cleanText } from './clean-text.ts';
import type { Letter } from './letter.ts';
import { type MailTexts, mailTexts } from './mail-texts.ts';

/** What a reporter reads. */
export interface Mail {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Addressing {
  /** What the feedback is about, as users know it. */
  readonly product: string;
  /** The page of the feedback, with the mail's secret: whoever has it may do what the reporter may. */
  readonly url: string;
  /** Of the page that the feedback came from. @default - English */
  readonly locale?: string | undefined;
}

type Part =
  | { readonly text: string }
  | { readonly quote: string }
  | { readonly link: string; readonly url: string };

/** Words in plain text and in HTML. Neither product nor team's words can bring in markup, headers or other directions. */
export function composeMail(letter: Letter, { product, url, locale }: Addressing): Mail {
  const texts = mailTexts(locale);
  const name = oneLine(product);
  const parts: readonly Part[] = [{ text: texts.hello }, ...partsOf(letter, texts, name, url)];
  return {
    subject: oneLine(texts[letter.kind].subject(name)),
    text: `${parts.map(asText).join('\n\n')}\n`,
    html: documentOf(texts.language, parts.map(asHtml).join('\n')),
  };
}

function partsOf(letter: Letter, texts: MailTexts, product: string, url: string): readonly Part[] {
  const see = { link: texts.see, url };
  if (letter.kind === 'ask') {
    const { question, beta, confirm, page, otherwise } = texts.ask;
    return [
      { text: question(product) },
      { link: confirm, url },
      ...(letter.letsIntoBeta ? [{ text: beta }] : []),
      { text: page },
      { text: otherwise },
    ];
  }
  const end = { text: texts.end };
  if (letter.kind === 'declined') return [{ text: texts.declined.said }, see, end];
  if (letter.kind === 'reply') {
    return [{ text: texts.reply.said }, { quote: cleanText(letter.text) }, see, end];
  }
  const { said, release, question } = texts.shipped;
  const by = letter.release === undefined ? '' : ` ${release(oneLine(letter.release))}`;
  return [{ text: said + by }, { text: question }, see, end];
}

function asText(part: Part): string {
  if ('link' in part) return `${part.link}: ${part.url}`;
  if ('text' in part) return part.text;
  return part.quote
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}

function asHtml(part: Part): string {
  if ('link' in part) return `<p><a href="${escaped(part.url)}">${escaped(part.link)}</a></p>`;
  if ('text' in part) return `<p>${escaped(part.text)}</p>`;
  const lines = escaped(part.quote).replaceAll('\n', '<br>\n');
  return `<blockquote dir="auto">${lines}</blockquote>`;
}

function documentOf(language: string, body: string): string {
  return `<!doctype html>
<html lang="${language}" dir="ltr">
<head><meta charset="utf-8"></head>
<body>
${body}
</body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function oneLine(text: string): string {
  return cleanText(text).replace(/\s+/g, ' ');
}
