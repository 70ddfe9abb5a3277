import { AwsError } from '../../aws-error.ts';
import { matchesGlob } from '../../iam/glob.ts';
import type { CorsRule } from './bucket-definition.ts';

/** What a browser tells of a request that a page of another origin makes. */
export interface CorsRequest {
  readonly origin: string;
  readonly method: string;
  /** Those that a preflight asks for; empty for the request itself. */
  readonly headers: readonly string[];
}

type Headers = Readonly<Record<string, string>>;

/** The headers by which a browser lets the page read the answer; none where no rule admits it. */
export function corsHeaders(rules: readonly CorsRule[], request: CorsRequest): Headers {
  const rule = rules.find((candidate) => admits(candidate, request));
  return rule ? headersOf(rule, request) : {};
}

/** The answer's headers to a preflight, or S3's refusal. */
export function preflightHeaders(rules: readonly CorsRule[], request: CorsRequest): Headers {
  const rule = rules.find((candidate) => admits(candidate, request));
  if (!rule) {
    const message = rules.length === 0 ? NOT_ENABLED : NOT_ALLOWED;
    throw new AwsError('AccessForbidden', message, { statusCode: 403 });
  }
  const { MaxAge } = rule;
  return {
    ...headersOf(rule, request),
    ...(request.headers.length > 0 && {
      'access-control-allow-headers': request.headers.join(', '),
    }),
    ...(MaxAge !== undefined && { 'access-control-max-age': String(MaxAge) }),
  };
}

const NOT_ENABLED = 'CORSResponse: CORS is not enabled for this bucket.';
const NOT_ALLOWED =
  "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

function admits(rule: CorsRule, { origin, method, headers }: CorsRequest): boolean {
  const allowed = (rule.AllowedHeaders ?? []).map((pattern) => pattern.toLowerCase());
  return (
    rule.AllowedOrigins.some((pattern) => matchesGlob(pattern, origin)) &&
    rule.AllowedMethods.some((one) => one === method) &&
    headers.every((name) => allowed.some((pattern) => matchesGlob(pattern, name.toLowerCase())))
  );
}

function headersOf(rule: CorsRule, { origin }: CorsRequest): Headers {
  const isForAll = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isForAll ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(!isForAll && { 'access-control-allow-credentials': 'true' }),
    ...(rule.ExposedHeaders && {
      'access-control-expose-headers': rule.ExposedHeaders.join(', '),
    }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
