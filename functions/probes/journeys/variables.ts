/** What answers have said so far, by the name under which a step keeps it. */
export type Variables = ReadonlyMap<string, VariableValue>;

export type VariableValue = string | number | boolean;

const VARIABLE = /\{\{([A-Za-z0-9_]{1,30})\}\}/g;

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
