import { MockIntegration, PassthroughBehavior, type Resource } from 'aws-cdk-lib/aws-apigateway';
import type { ErrorForm } from './gateway-problems.ts';
import { METHOD_NOT_ALLOWED, READABLE_BY_PAGES } from './public-api-problems.ts';

/** Answers every method but POST and OPTIONS with 405, without a function. API Gateway itself would say 403. */
export function addMethodNotAllowed(resource: Resource, form: ErrorForm): void {
  const header = (name: string) => `method.response.header.${name}`;
  const headers = {
    [header('Allow')]: METHOD_NOT_ALLOWED.headers.Allow,
    [header('Content-Type')]: `'${form.contentType}'`,
    [header('Access-Control-Allow-Origin')]: READABLE_BY_PAGES['Access-Control-Allow-Origin'],
  };
  resource.addMethod(
    'ANY',
    new MockIntegration({
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: { 'application/json': '{ "statusCode": 405 }' },
      integrationResponses: [
        {
          statusCode: '405',
          responseParameters: headers,
          responseTemplates: { 'application/json': form.textOf(METHOD_NOT_ALLOWED) },
        },
      ],
    }),
    {
      apiKeyRequired: false,
      methodResponses: [
        {
          statusCode: '405',
          responseParameters: Object.fromEntries(Object.keys(headers).map((name) => [name, true])),
        },
      ],
    },
  );
}
