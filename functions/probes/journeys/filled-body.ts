import type { RequestBody } from '../targets/http-request.ts';
import { urlEncoded } from './url-encoded.ts';
import { filled, soleValue, type Variables } from './variables.ts';

/** A body with the values of variables, each written as its kind of body asks for it. */
export function filledBody(body: RequestBody, variables: Variables): RequestBody {
  if ('json' in body) return { json: filledJson(body.json, variables) };
  if ('form' in body) return { form: mapped(body.form, (text) => filled(text, variables, String)) };
  const { text, contentType } = body;
  return { text: filled(text, variables, writerFor(contentType)), contentType };
}

/** Within texts; a text that is nothing but a variable becomes its value, which may be a number. */
function filledJson(json: unknown, variables: Variables): unknown {
  if (typeof json === 'string') {
    return soleValue(json, variables) ?? filled(json, variables, String);
  }
  if (Array.isArray(json)) return json.map((element) => filledJson(element, variables));
  if (typeof json !== 'object' || json === null) return json;
  return mapped({ ...json }, (value) => filledJson(value, variables));
}

function mapped<From, To>(
  fields: Readonly<Record<string, From>>,
  to: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, to(value)]));
}

/** A text that names its syntax is written in it; a plain one is taken as it is. */
function writerFor(contentType: string): (value: string) => string {
  if (/\bjson\b/i.test(contentType)) return (value) => JSON.stringify(value).slice(1, -1);
  if (/\bx-www-form-urlencoded\b/i.test(contentType)) return urlEncoded;
  if (/\b(xml|html)\b/i.test(contentType)) return withEntities;
  return String;
}

function withEntities(value: string): string {
  return value.replace(/[<>&"']/g, (sign) => `&#${sign.codePointAt(0)};`);
}
