/** A secret as it stands, and as targets write it that escape what they send back. */
export function secretForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const inAddress = encodeURIComponent(bytes.toString()); // halves of a character, which it refuses, are gone
  return [
    ...new Set([
      secret,
      secret.replaceAll(/\s+/g, ' '), // as excerpts are
      JSON.stringify(secret).slice(1, -1),
      inAddress,
      inAddress.replaceAll('%20', '+'),
      inHtml(secret),
      bytes.toString('base64'),
      bytes.toString('base64url'),
    ]),
  ];
}

function inHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
