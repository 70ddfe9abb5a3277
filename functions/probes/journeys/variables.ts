import type { HttpRequest, RequestBody } from '../targets/http-request.ts';

/** What answers have said so far, by the name under which a step keeps it. */
export type Variables = ReadonlyMap<string, VariableValue>;

export type VariableValue = string | number | boolean;

const VARIABLE = /\{\{([A-Za-z0-9_]{1,30})\}\}/g;

/** The names of variables that a request needs, each once. */
export function variablesIn(request: Pick<HttpRequest, 'url' | 'headers' | 'body'>): string[] {
  const texts = [request.url, ...Object.values(request.headers).filter(isText)];
  const names = [...texts, ...textsOf(request.body)].flatMap(namesIn);
  return [...new Set(names)];
}

/** Puts values where their names stand. Throws on a name that has none: settings refuse such a journey. */
export function filled(
  template: string,
  variables: Variables,
  write: (value: string) => string,
): string {
  return template.replace(VARIABLE, (_, name: string) =>
    write(String(valueNamed(name, variables))),
  );
}

/** The value of a text that is nothing but one variable; undefined of any other text. */
export function soleValue(template: string, variables: Variables): VariableValue | undefined {
  const [match] = template.matchAll(VARIABLE);
  return match?.[1] !== undefined && match[0] === template
    ? valueNamed(match[1], variables)
    : undefined;
}

/** Whether any variable stands in it. */
export function holdsVariable(template: string): boolean {
  return template.search(VARIABLE) >= 0;
}

function valueNamed(name: string, variables: Variables): VariableValue {
  const value = variables.get(name);
  if (value === undefined) throw new Error(`{{${name}}} is not set by a step before`);
  return value;
}

function namesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
}

function textsOf(body: RequestBody | undefined): string[] {
  if (!body) return [];
  if ('text' in body) return [body.text];
  return textsWithin('json' in body ? body.json : body.form);
}

function textsWithin(json: unknown): string[] {
  if (isText(json)) return [json];
  if (typeof json !== 'object' || json === null) return [];
  return Object.values(json).flatMap(textsWithin);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
