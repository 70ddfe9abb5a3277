import { isHeaderValue } from '../auth/header-value.ts';
import type { HttpRequest } from '../targets/http-request.ts';
import { BadVariable } from './bad-variable.ts';
import { filledBody } from './filled-body.ts';
import { urlEncoded } from './url-encoded.ts';
import { filled, holdsVariable, type Variables } from './variables.ts';

export interface FilledRequest {
  readonly request: HttpRequest;
  /** Names of headers that hold what an answer said. */
  readonly privateHeaders: ReadonlySet<string>;
}

/**
 * Puts the values of variables into a request, written so that none is more than a value: no other address, no header of
 * its own, no part of a body's syntax. Throws `BadVariable` where one cannot be written so.
 */
export function fillRequest(request: HttpRequest, variables: Variables): FilledRequest {
  const { headers, body, url } = request;
  return {
    request: {
      ...request,
      url: filledUrl(url, variables),
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [
          name,
          typeof value === 'string' ? filledHeader(name, value, variables) : value,
        ]),
      ),
      ...(body && { body: filledBody(body, variables) }),
    },
    privateHeaders: new Set(
      Object.keys(headers).filter((name) => {
        const value = headers[name];
        return typeof value === 'string' && holdsVariable(value);
      }),
    ),
  };
}

/**
 * Segments named `.` or `..`, however they are escaped, and empty ones would lead to another path: it is compared by
 * what is left of it.
 */
function filledUrl(template: string, variables: Variables): string {
  const address = filled(template, variables, urlEncoded);
  const shape = shapeOf(address);
  const meant = shapeOf(filled(template, variables, () => 'x'));
  if (shape !== undefined && shape === meant) return address;
  throw new BadVariable('its address would lead elsewhere than a variable may');
}

/** Its origin, how deep its path goes, and which of its segments are empty: a last `.` leaves one behind. */
function shapeOf(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname } = new URL(address);
  return `${origin} ${pathname.replace(/[^/]+/g, 'x')}`;
}

function filledHeader(name: string, template: string, variables: Variables): string {
  const value = filled(template, variables, String);
  if (isHeaderValue(value)) return value;
  throw new BadVariable(`header ${name} would hold characters that no header may`);
}
