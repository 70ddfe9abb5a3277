import { MockIntegration, PassthroughBehavior, type Resource } from 'aws-cdk-lib/aws-apigateway';
import { problemTemplate } from './gateway-problems.ts';

/** Answers every method but POST and OPTIONS with 405, without a function. API Gateway itself would say 403. */
export function addMethodNotAllowed(resource: Resource): void {
  const header = (name: string) => `method.response.header.${name}`;
  const headers = {
    [header('Allow')]: "'POST, OPTIONS'",
    [header('Content-Type')]: "'application/problem+json'",
    [header('Access-Control-Allow-Origin')]: "'*'",
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
          responseTemplates: {
            'application/json': problemTemplate(
              'method_not_allowed',
              405,
              'This method is not offered here',
            ),
          },
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
