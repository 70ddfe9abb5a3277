import { GATEWAY_MESSAGE, type GatewayProblem, problem } from './gateway-problems.ts';

const UNSIGNED = 'Sign the request with AWS Signature Version 4 for the service execute-api';

/** What the gateway tells callers whom IAM does not let in, and why: they are operators, not strangers. */
export const ADMIN_API_PROBLEMS: readonly GatewayProblem[] = [
  forbidden('ACCESS_DENIED', 'Your credentials do not allow this route: grant execute-api:Invoke'),
  forbidden('EXPIRED_TOKEN', 'Your credentials have expired'),
  forbidden('INVALID_SIGNATURE', UNSIGNED),
  forbidden('MISSING_AUTHENTICATION_TOKEN', UNSIGNED),
];

function forbidden(type: Parameters<typeof problem>[0], title: string): GatewayProblem {
  return problem(type, 'forbidden', 403, title, GATEWAY_MESSAGE);
}
