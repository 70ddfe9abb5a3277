import { type GatewayRequest, headerOf } from './gateway-request.ts';

/** What a response parameter's value may refer to. */
export interface MappingSources {
  readonly context: Readonly<Record<string, unknown>>;
  readonly request: Omit<GatewayRequest, 'body'>;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** The value of a mapping expression: `'a literal'`, `context.requestId`, `method.request.header.Origin` and the like. */
export function mappedValue(expression: string, sources: MappingSources): string | undefined {
  const literal = /^'(.*)'$/s.exec(expression);
  if (literal) return literal[1];
  const [place = '', ...path] = expression.split('.');
  if (place === 'context') return lookUp(sources.context, path);
  if (place === 'stageVariables') return sources.stageVariables[path.join('.')];
  if (place !== 'method' || path[0] !== 'request') return undefined;
  return requestValue(path[1], path.slice(2).join('.'), sources);
}

/** One member of nested objects, as text; undefined when there is none. */
export function lookUp(root: unknown, path: readonly string[]): string | undefined {
  const value = path.reduce<unknown>(
    (from, name) =>
      typeof from === 'object' && from !== null && Object.hasOwn(from, name)
        ? (from as Record<string, unknown>)[name]
        : undefined,
    root,
  );
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function requestValue(
  place: string | undefined,
  name: string,
  { request, pathParameters }: MappingSources,
): string | undefined {
  if (place === 'header') return headerOf(request, name);
  if (place === 'querystring') return request.query.get(name)?.at(-1);
  return place === 'path' ? pathParameters[name] : undefined;
}
