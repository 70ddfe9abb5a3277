import type { HttpRequest } from '../targets/http-request.ts';
import type { SecretReference } from '../targets/secret-reference.ts';
import { isHeaderValue } from './header-value.ts';
import { NotSent } from './not-sent.ts';
import type { RequestHeaders } from './prepared-request.ts';
import type { SecretReader } from './secret-reader.ts';

export interface HeaderValues {
  readonly headers: RequestHeaders;
  /** What was read for some of them, by the header's name. */
  readonly references: ReadonlyMap<string, SecretReference>;
}

/** The headers that a request names, with all secrets read. Rejects with `NotSent`. */
export async function headerValues(
  headers: HttpRequest['headers'],
  secrets: SecretReader,
): Promise<HeaderValues> {
  const values: Record<string, string> = {};
  const references = new Map<string, SecretReference>();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') {
      values[name] = value;
    } else {
      values[name] = await secrets.read(value);
      references.set(name, value);
    }
    refuseUnsendable(name, values[name]);
  }
  return { headers: values, references };
}

/** Node would refuse it, too, but with an error that looks like one of the connection. */
function refuseUnsendable(name: string, value: string): void {
  if (isHeaderValue(value)) return;
  throw new NotSent(`the value of header ${name} holds characters that no header may`);
}
