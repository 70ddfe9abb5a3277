import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;

/** The models of one API, compiled when first used: draft-04 schemas that may refer to each other. */
export class RequestModels {
  readonly #apiId: string;
  readonly #schemas = new Map<string, Schema>();
  #compiled = new Map<string, ValidateFunction>();

  constructor(apiId: string) {
    this.#apiId = apiId;
  }

  set(name: string, schema: Schema | string): void {
    this.#schemas.set(name, typeof schema === 'string' ? JSON.parse(schema) : schema);
    this.#compiled = new Map();
  }

  adopt(previous: RequestModels): void {
    for (const [name, schema] of previous.#schemas) this.#schemas.set(name, schema);
  }

  /** What is wrong with `value`, in ajv's words (AWS has its own), or undefined when it fits the model `name`. */
  validate(name: string, value: unknown): string | undefined {
    const validate = this.#compiled.get(name) ?? this.#compile(name);
    if (validate(value)) return undefined;
    const flaws = validate.errors ?? [];
    return `[${flaws.map(({ instancePath, message }) => `${instancePath} ${message}`.trim()).join(', ')}]`;
  }

  /** Fails on a schema that is none, so that it is found at start and not at the first request. */
  check(name: string): void {
    if (JSON.stringify(this.#schemas.get(name)).includes('"$ref"')) return; // its target may still be to come
    this.#compile(name);
  }

  #compile(name: string): ValidateFunction {
    const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, logger: false });
    addFormats(ajv as unknown as Parameters<typeof addFormats>[0]);
    for (const [other, schema] of this.#schemas) ajv.addSchema(schema, this.#uri(other));
    const validate = ajv.getSchema(this.#uri(name));
    if (!validate) throw new Error(`The API ${this.#apiId} has no model ${name}`);
    this.#compiled.set(name, validate);
    return validate;
  }

  /** How one model refers to another, as CDK writes it. */
  #uri(name: string): string {
    return `https://apigateway.amazonaws.com/restapis/${this.#apiId}/models/${name}`;
  }
}
