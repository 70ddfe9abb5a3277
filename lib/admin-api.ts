import {
  AccessLogField,
  AuthorizationType,
  AwsIntegration,
  type IRestApi,
  type Resource,
  type RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Grant, type IGrantable, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { ADMIN_API_PROBLEMS } from './admin-api-problems.ts';
import { addGatewayProblems } from './gateway-problems.ts';
import { createRestApi, type RestApiProps } from './rest-api.ts';

export interface AdminApiProps<Route extends string> extends RestApiProps {
  /** Method and path below the stage: `PUT /v1/toggles/{key}`. */
  readonly routes: readonly Route[];

  /** Answers all routes, and with 404 and 405 what is none. It finds out who called in `requestContext.identity`. */
  readonly function: IFunction;
}

/**
 * A REST API for operators and their tools: each request is signed with AWS credentials (Signature Version 4, service
 * `execute-api`), and IAM decides by method and path. Nobody has any right to it until one is granted: by `grantInvoke`,
 * or by a policy that allows `execute-api:Invoke` on
 * `arn:aws:execute-api:<region>:<account>:<api id>/<stage>/<METHOD>/<path>`, where `*` stands for any part of a path.
 * Pages cannot use it: there is no CORS.
 */
export class AdminApi<Route extends string> extends Construct {
  readonly api: IRestApi;
  readonly #rest: RestApi;
  readonly #stage: string;
  readonly #routes: readonly Route[];

  constructor(scope: Construct, id: string, props: AdminApiProps<Route>) {
    super(scope, id);
    this.#stage = props.identity.stage;
    this.#routes = props.routes;
    this.#rest = createRestApi(this, props, {
      fields: { caller: AccessLogField.contextIdentityUserArn() },
    });
    this.api = this.#rest as IRestApi; // CDK types some optional members of the class less strictly than of its interface
    addGatewayProblems(this.#rest, ADMIN_API_PROBLEMS);
    this.#addMethods(props);
    this.#acknowledgeWhatSignedMeans();
  }

  /** The whole address of a path below the stage. */
  urlOf(path: string): string {
    return this.#rest.urlForPath(path);
  }

  /**
   * Lets a role or user call these routes: all that there are, unless some are named. Whoever may call a route may call
   * it for every value of its `{parameters}`.
   */
  grantInvoke(grantee: IGrantable, ...routes: readonly Route[]): Grant {
    const granted = routes.length > 0 ? routes : this.#routes;
    return Grant.addToPrincipal({
      grantee,
      actions: ['execute-api:Invoke'],
      resourceArns: granted.map((route) => {
        const { method, path } = partsOf(route);
        return this.#rest.arnForExecuteApi(method, path.replaceAll(/\{[^}]+\}/g, '*'), this.#stage);
      }),
    });
  }

  /** A method for each route, and one for all others of its path: the function knows what to allow there. */
  #addMethods({ routes, ...props }: AdminApiProps<Route>): void {
    const integration = this.#integrationOf(props.function);
    const addMethod = (resource: Resource, method: string) =>
      resource.addMethod(method, integration, { authorizationType: AuthorizationType.IAM });
    for (const { path, method } of routes.map(partsOf)) {
      addMethod(this.#rest.root.resourceForPath(path), method);
    }
    for (const path of new Set(routes.map((route) => partsOf(route).path))) {
      addMethod(this.#rest.root.resourceForPath(path), 'ANY');
    }
    addMethod(this.#rest.root.addResource('{proxy+}'), 'ANY');
  }

  /** With one permission for all methods of the stage: CDK's own, one a method, would fill the function's policy. */
  #integrationOf(answerer: IFunction): AwsIntegration {
    answerer.addPermission('AdminApi', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: this.#rest.arnForExecuteApi('*', '/*', this.#stage),
    });
    const path = `2015-03-31/functions/${answerer.functionArn}/invocations`;
    return new AwsIntegration({ proxy: true, service: 'lambda', path });
  }

  #acknowledgeWhatSignedMeans(): void {
    acknowledge(this, 'Callers are identities of IAM, people and programs alike.', 'COG4');
    acknowledge(
      this,
      'Only callers with AWS credentials and a grant get as far as a method.',
      'APIG3',
    );
    acknowledge(this, 'The function judges each body, and tells every fault in it.', 'APIG2');
  }
}

function partsOf(route: string): { readonly method: string; readonly path: string } {
  const [method = '', path = ''] = route.split(' ');
  return { method, path };
}
