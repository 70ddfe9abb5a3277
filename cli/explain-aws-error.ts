import { Unavailable } from '../functions/shared/unavailable.ts';

/** What to do about the ways in which AWS refuses. Matched by name: the SDK's credential errors export no classes. */
const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [
    /CredentialsProviderError|ExpiredToken|UnrecognizedClient|InvalidClientTokenId/,
    'Sign in to AWS (AWS_PROFILE, aws sso login), or add --local for the local cloud.',
  ],
  [/Region is missing/, 'Set AWS_REGION, or add --local for the local cloud.'],
  [/ResourceNotFoundException/, 'Is this stage deployed? Check --project, --stage and AWS_REGION.'],
  [/AccessDenied|NotAuthorized/, 'Ask for that permission, or use another profile.'],
  [/Throttl|ThroughputExceeded|ServiceUnavailable|InternalServerError/, 'Try again in a minute.'],
  [/ECONNREFUSED|ENOTFOUND|ETIMEDOUT|TimeoutError/, 'Check the network and AWS_ENDPOINT_URL.'],
];

/** One line: what went wrong, in AWS's words, and what to do. */
export function explainAwsError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof Unavailable && error.cause) return explainAwsError(error.cause);
  const message = error.message || causesOf(error) || error.name;
  const said = error.name === 'Error' ? message : `${error.name}: ${message}`;
  const [, faulty] = /fault is injected into ([\w-]+)/.exec(message) ?? [];
  if (faulty) return `${said} End it with: npx afterprod local fault ${faulty} off`;
  const code = 'code' in error ? String(error.code) : '';
  const remedy = REMEDIES.find(([pattern]) => pattern.test(`${said} ${code}`))?.[1];
  return remedy ? `${said.replace(/\.?$/, '.')} ${remedy}` : said;
}

/** A refused connection comes as several errors in one, without words of its own. */
function causesOf(error: Error): string {
  return error instanceof AggregateError ? error.errors.map(String).join('; ') : '';
}
