import type { APIGatewayProxyEvent } from 'aws-lambda';
import { callerName } from './caller-name.ts';

/** Who signed a request that API Gateway has authorized by IAM, as a history shows it. */
export function signedCaller(event: APIGatewayProxyEvent): string {
  const { userArn } = event.requestContext.identity;
  if (!userArn) throw new Error(`${event.resource} must be authorized by AWS_IAM: nobody signed`);
  return callerName(userArn);
}
