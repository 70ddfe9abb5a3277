import type { SeenHttp } from '../exchange/seen.ts';
import { Answer } from '../expectations/answer.ts';
import { valueAt } from '../expectations/json-path.ts';
import { compilePattern } from '../expectations/pattern.ts';
import type { Json } from '../targets/expectation.ts';
import type { Extraction } from '../targets/target.ts';
import { BadVariable } from './bad-variable.ts';
import type { Variables, VariableValue } from './variables.ts';

/** Far over what servers take in a header or an address. */
const MAX_CHARACTERS = 16_000;

/** What an answer says, by the names of the variables made of it. Throws `BadVariable` on the first that has no value. */
export function extract(
  extractions: Readonly<Record<string, Extraction>>,
  seen: SeenHttp,
): Variables {
  const answer = new Answer(seen);
  return new Map(
    Object.entries(extractions).map(([name, extraction]) => {
      const found = find(extraction, answer);
      if ('value' in found) return [name, found.value];
      throw new BadVariable(`{{${name}}} has no value: ${found.missing}`);
    }),
  );
}

type Found = { readonly value: VariableValue } | { readonly missing: string };

function find(extraction: Extraction, answer: Answer): Found {
  if ('header' in extraction) {
    const { header } = extraction;
    return foundAt(`header ${header}`, answer.http?.headers.get(header.toLowerCase()));
  }
  if ('body' in extraction) {
    const { body } = extraction;
    return foundAt(`what ${body} finds in the body`, compilePattern(body).find(answer.text));
  }
  const { document } = answer;
  if (!document) return { missing: 'the body was no JSON' };
  return foundAt(extraction.json, valueAt(document.value, extraction.json));
}

function foundAt(place: string, value: Json | undefined): Found {
  if (value === undefined) return { missing: `${place} was missing` };
  if (typeof value === 'object') return { missing: `${place} was ${kindOf(value)}` };
  if (value === '') return { missing: `${place} was empty` };
  if (typeof value !== 'string' || value.length <= MAX_CHARACTERS) return { value };
  return { missing: `${place} was longer than ${MAX_CHARACTERS} characters` };
}

function kindOf(value: object | null): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : 'an object';
}
