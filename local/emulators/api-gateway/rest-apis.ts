import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod/mini';
import type { Cloud, Provisioned, Resource } from '../../emulator.ts';
import { ApiServer } from './api-server.ts';
import { readDefinition } from './definitions.ts';
import { functionArnOf } from './lambda-integration.ts';
import { checkMockTemplates } from './mock-integration.ts';
import { RestApi } from './rest-api.ts';
import { UsagePlans } from './usage-plans.ts';

/** An API and the origin that it is served at. */
interface ServedApi {
  api: RestApi;
  readonly url: string;
}

const KEY_VALUES = z.record(z.string(), z.string());

/** All REST APIs of one local cloud, built up from the resources of its templates. */
export class RestApis {
  readonly #cloud: Cloud;
  readonly #apis = new Map<string, ServedApi>();
  readonly #usagePlans = new UsagePlans();
  /** Values of keys without a given one, by key id: they stay the same from start to start. */
  readonly #keyValues: Record<string, string>;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#keyValues = cloud.state.loadAs((saved) => KEY_VALUES.parse(saved)) ?? {};
  }

  async addApi(resource: Resource): Promise<Provisioned> {
    const id = stableId(resource);
    const api = new RestApi(id, readDefinition('restApi', resource));
    const served = this.#apis.get(id);
    if (served) {
      api.adopt(served.api);
      served.api = api;
    } else {
      await this.#serve(api);
    }
    return { ref: id, attributes: { RestApiId: id, RootResourceId: api.rootResourceId } };
  }

  addResource(resource: Resource): Provisioned {
    const { RestApiId, ParentId, PathPart } = readDefinition('resource', resource);
    const id = stableId(resource).slice(0, 6);
    this.#api(RestApiId).addNode({ id, parentId: ParentId, pathPart: PathPart });
    return { ref: id, attributes: { ResourceId: id } };
  }

  addMethod(resource: Resource, previous: Resource | undefined): Provisioned {
    const method = readDefinition('method', resource);
    if (method.Integration.Type === 'AWS_PROXY') functionArnOf(method);
    checkMockTemplates(method);
    const api = this.#api(method.RestApiId);
    if (previous) api.removeMethod(readDefinition('method', previous));
    api.addMethod(method);
    return { ref: stableId(resource), attributes: {} };
  }

  addDeployment(resource: Resource): Provisioned {
    const id = stableId(resource).slice(0, 6);
    return { ref: id, attributes: { DeploymentId: id } };
  }

  /** `LocalUrl` is no attribute of AWS's: it is for `local.json` and the page. */
  addStage(resource: Resource): Provisioned {
    const stage = readDefinition('stage', resource);
    this.#api(stage.RestApiId).stages.set(stage.StageName, stage);
    const LocalUrl = `${this.#apis.get(stage.RestApiId)?.url}/${stage.StageName}`;
    return { ref: stage.StageName, attributes: { LocalUrl } };
  }

  addModel(resource: Resource): Provisioned {
    const model = readDefinition('model', resource);
    const name = model.Name ?? stableId(resource);
    const { models } = this.#api(model.RestApiId);
    models.set(name, model.Schema);
    models.check(name);
    return { ref: name, attributes: {} };
  }

  addValidator(resource: Resource): Provisioned {
    const validator = readDefinition('validator', resource);
    const id = stableId(resource).slice(0, 6);
    this.#api(validator.RestApiId).validators.set(id, validator);
    return { ref: id, attributes: { RequestValidatorId: id } };
  }

  addGatewayResponse(resource: Resource): Provisioned {
    const response = readDefinition('gatewayResponse', resource);
    this.#api(response.RestApiId).gatewayResponses.set(response.ResponseType, response);
    return { ref: stableId(resource), attributes: { Id: stableId(resource) } };
  }

  /** `LocalValue` is no attribute of AWS's: it is for `local.json`. */
  addKey(resource: Resource): Provisioned {
    const id = stableId(resource);
    const { Name = resource.logicalId, Value, Enabled = true } = readDefinition('apiKey', resource);
    const value = Value ?? this.#keptValue(id);
    this.#usagePlans.keys.set(id, { id, name: Name, value, enabled: Enabled });
    return { ref: id, attributes: { APIKeyId: id, LocalValue: value } };
  }

  addUsagePlan(resource: Resource): Provisioned {
    const id = stableId(resource).slice(0, 6);
    this.#usagePlans.setPlan(id, readDefinition('usagePlan', resource));
    return { ref: id, attributes: { Id: id } };
  }

  addUsagePlanKey(resource: Resource): Provisioned {
    const planKey = readDefinition('usagePlanKey', resource);
    this.#usagePlans.addKey(planKey);
    const id = `${planKey.KeyId}:${planKey.UsagePlanId}`;
    return { ref: id, attributes: { Id: id } };
  }

  async #serve(api: RestApi): Promise<void> {
    const server = new ApiServer(this.#cloud, this.#usagePlans, () => this.#api(api.id));
    const url = await this.#cloud.listen(api.definition.Name, (request, response) => {
      // A caller that goes away in the middle of its request is not our failure.
      server.serve(request, response).catch(() => response.destroy());
    });
    this.#apis.set(api.id, { api, url });
    this.#cloud.mapHost(`${api.id}.execute-api.${this.#cloud.region}.amazonaws.com`, url);
  }

  #api(id: string): RestApi {
    const served = this.#apis.get(id);
    if (!served) throw new Error(`RestApiId ${id} names no API of this local cloud`);
    return served.api;
  }

  #keptValue(id: string): string {
    const kept = this.#keyValues[id];
    if (kept !== undefined) return kept;
    const value = randomBytes(30).toString('base64url');
    this.#keyValues[id] = value;
    this.#cloud.state.save(this.#keyValues);
    return value;
  }
}

/** Ten small letters and digits, the same at every start: addresses and data that hold ids stay valid. */
function stableId({ stackName, logicalId }: Resource): string {
  const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, 10);
}
