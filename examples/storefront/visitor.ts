/** Who looks at the page: nobody in particular, but the same one each time, so that toggles stay as they are. */
export interface Visitor {
  readonly id: string;
  /** Give it to a browser that does not know its visitor yet. */
  readonly cookie?: string;
}

const COOKIE = 'visitor';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ONE_YEAR_SECONDS = 31_536_000;

/**
 * Recognizes a visitor by the cookie, or names a new one.
 *
 * @param isSecure - whether the page came over https
 */
export function recognize(
  cookies: string | undefined,
  isSecure: boolean,
  newId: () => string,
): Visitor {
  const known = (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([name, id = '']) => name === COOKIE && ID.test(id));
  if (known?.[1]) return { id: known[1] };
  const id = newId();
  const attributes = `Max-Age=${ONE_YEAR_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  return { id, cookie: `${COOKIE}=${id}; ${attributes}` };
}
