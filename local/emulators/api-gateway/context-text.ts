/** What `$context` stands for. */
export type Context = Readonly<Record<string, unknown>>;

const NAME = String.raw`context(?:\.[A-Za-z_][\w-]*)+`;
const VARIABLE = new RegExp(String.raw`\$(?:\{(${NAME})\}|(${NAME}))`, 'g');

/** A template with its `$context` variables filled in; one without a value becomes empty text. */
export function fillTemplate(template: string, context: Context): string {
  return template.replace(VARIABLE, (_, braced?: string, plain?: string) =>
    lookUp(context, braced ?? plain ?? ''),
  );
}

/** The value of a response parameter: `'a literal'` or `context.requestId` and the like. */
export function parameterValue(expression: string, context: Context): string {
  const literal = /^'(.*)'$/s.exec(expression);
  return literal?.[1] ?? lookUp(context, expression);
}

/** One member of nested objects, as text. */
function lookUp(context: Context, path: string): string {
  const [, ...names] = path.split('.');
  const value = names.reduce<unknown>(
    (from, name) =>
      typeof from === 'object' && from !== null && Object.hasOwn(from, name)
        ? Reflect.get(from, name)
        : undefined,
    context,
  );
  return typeof value === 'object' ? JSON.stringify(value ?? '') : String(value ?? '');
}
