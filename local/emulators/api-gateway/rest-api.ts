import type { Definition } from './definitions.ts';
import { RequestModels } from './request-models.ts';
import { findRoute, type PathNode, type Route } from './routes.ts';

export type ApiMethod = Definition<'method'>;
export type ApiStage = Definition<'stage'>;

export interface MatchedMethod extends Route {
  readonly method: ApiMethod;
}

/** One REST API as its template describes it. Resources of the template join it one by one. */
export class RestApi {
  readonly id: string;
  readonly definition: Definition<'restApi'>;
  readonly stages = new Map<string, ApiStage>();
  readonly validators = new Map<string, Definition<'validator'>>();
  readonly gatewayResponses = new Map<string, Definition<'gatewayResponse'>>();
  readonly models: RequestModels;
  readonly #nodes = new Map<string, PathNode>();
  /** By resource id, then HTTP method or ANY. */
  readonly #methods = new Map<string, Map<string, ApiMethod>>();

  constructor(id: string, definition: Definition<'restApi'>) {
    this.id = id;
    this.definition = definition;
    this.models = new RequestModels(id);
    this.#nodes.set(this.rootResourceId, {
      id: this.rootResourceId,
      parentId: undefined,
      pathPart: '',
    });
  }

  get rootResourceId(): string {
    return `${this.id}root`;
  }

  /** Takes over all that is in `previous`: the API itself changed (its name, its media types), its parts stay. */
  adopt(previous: RestApi): void {
    for (const [id, node] of previous.#nodes) this.#nodes.set(id, node);
    for (const [id, methods] of previous.#methods) this.#methods.set(id, methods);
    for (const [name, stage] of previous.stages) this.stages.set(name, stage);
    for (const [id, validator] of previous.validators) this.validators.set(id, validator);
    for (const [type, response] of previous.gatewayResponses) {
      this.gatewayResponses.set(type, response);
    }
    this.models.adopt(previous.models);
  }

  addNode(node: PathNode): void {
    this.#nodes.set(node.id, node);
  }

  addMethod(method: ApiMethod): void {
    const methods = this.#methods.get(method.ResourceId) ?? new Map<string, ApiMethod>();
    methods.set(method.HttpMethod, method);
    this.#methods.set(method.ResourceId, methods);
  }

  removeMethod(method: ApiMethod): void {
    this.#methods.get(method.ResourceId)?.delete(method.HttpMethod);
  }

  /** The method that answers `httpMethod` on this path, where a trailing slash does not count. */
  match(httpMethod: string, path: string): MatchedMethod | undefined {
    const segments = path.split('/').slice(1);
    if (segments.at(-1) === '') segments.pop();
    const methodOf = (node: PathNode): ApiMethod | undefined => {
      const methods = this.#methods.get(node.id);
      return methods?.get(httpMethod) ?? methods?.get('ANY');
    };
    const route = findRoute([...this.#nodes.values()], segments, (node) => !!methodOf(node));
    const method = route && methodOf(route.node);
    return route && method && { ...route, method };
  }
}
