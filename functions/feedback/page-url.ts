import * as z from 'zod/mini';

const MAX_LENGTH = 2048;

/** The page that a visitor was on: origin and path. Query and fragment are dropped, they may hold secrets. */
export const pageUrl = z.pipe(
  z
    .string()
    .check(z.maxLength(MAX_LENGTH), z.refine(isPage, { params: { rule: 'not_a_page' } }))
    .register(z.globalRegistry, {
      description: 'An http or https URL without credentials. Origin and path are kept.',
      format: 'uri',
    }),
  z.transform((text) => {
    const { origin, pathname } = new URL(text);
    return `${origin}${pathname}`;
  }),
);

function isPage(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}
