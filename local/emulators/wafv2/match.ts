import type { InspectedRequest } from '../../firewall.ts';
import type { ByteMatch, Match, TextTransformations } from './definitions.ts';

/** Whether a request fits a statement. */
export function matches(statement: Match, request: InspectedRequest): boolean {
  const { ByteMatchStatement, AndStatement, OrStatement, NotStatement } = statement;
  const fits = (one: Match) => matches(one, request);
  if (ByteMatchStatement && !matchesBytes(ByteMatchStatement, request)) return false;
  if (AndStatement && !AndStatement.Statements.every(fits)) return false;
  if (OrStatement && !OrStatement.Statements.some(fits)) return false;
  return !(NotStatement && fits(NotStatement.Statement));
}

/** A text after the changes that a rule asks for before it looks at it. */
export function transformed(text: string, transformations: TextTransformations): string {
  return transformations.some(({ Type }) => Type === 'LOWERCASE') ? text.toLowerCase() : text;
}

const TESTS: Readonly<
  Record<ByteMatch['PositionalConstraint'], (text: string, wanted: string) => boolean>
> = {
  EXACTLY: (text, wanted) => text === wanted,
  STARTS_WITH: (text, wanted) => text.startsWith(wanted),
  ENDS_WITH: (text, wanted) => text.endsWith(wanted),
  CONTAINS: (text, wanted) => text.includes(wanted),
};

function matchesBytes(statement: ByteMatch, request: InspectedRequest): boolean {
  const text = fieldOf(statement.FieldToMatch, request);
  if (text === undefined) return false;
  const seen = transformed(text, statement.TextTransformations);
  return TESTS[statement.PositionalConstraint](seen, statement.SearchString);
}

function fieldOf(field: ByteMatch['FieldToMatch'], request: InspectedRequest): string | undefined {
  if ('UriPath' in field) return request.uriPath;
  return 'Method' in field ? request.method : request.header(field.SingleHeader.Name);
}
