import type { Cloud, Emulator, EmulatorHandle, Provisioned, Resource } from '../emulator.ts';
import { RESOURCE_TYPES } from './api-gateway/resource-types.ts';
import { RestApis } from './api-gateway/rest-apis.ts';

/**
 * API Gateway REST APIs: each on an origin of its own, with its stages in the path as on AWS. Methods and models take
 * effect when they are made: there is no deployment to wait for.
 */
export const apiGateway: Emulator = {
  service: 'apigateway',
  resourceTypes: RESOURCE_TYPES,
  async start(cloud) {
    return new ApiGateway(cloud);
  },
};

type Maker = (resource: Resource, previous?: Resource) => Provisioned | Promise<Provisioned>;

class ApiGateway implements EmulatorHandle {
  readonly operations = {};
  readonly #makers: Readonly<Record<string, Maker>>;

  constructor(cloud: Cloud) {
    const apis = new RestApis(cloud);
    this.#makers = {
      ApiKey: (resource) => apis.addKey(resource),
      Deployment: (resource) => apis.addDeployment(resource),
      GatewayResponse: (resource) => apis.addGatewayResponse(resource),
      Method: (resource, previous) => apis.addMethod(resource, previous),
      Model: (resource) => apis.addModel(resource),
      RequestValidator: (resource) => apis.addValidator(resource),
      Resource: (resource) => apis.addResource(resource),
      RestApi: (resource) => apis.addApi(resource),
      Stage: (resource) => apis.addStage(resource),
      UsagePlan: (resource) => apis.addUsagePlan(resource),
      UsagePlanKey: (resource) => apis.addUsagePlanKey(resource),
    };
  }

  async create(resource: Resource): Promise<Provisioned> {
    return this.update(resource);
  }

  /** All is served from memory: a changed resource replaces the one before. */
  async update(resource: Resource, previous?: Resource): Promise<Provisioned> {
    const make = this.#makers[resource.type.replace('AWS::ApiGateway::', '')];
    if (!make) throw new Error(`API Gateway does not make ${resource.type}`);
    return make(resource, previous);
  }

  async stop(): Promise<void> {}
}
