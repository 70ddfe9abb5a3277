import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BrowserDoor } from './browser-door.ts';
import type { Clock } from './clock.ts';
import type { Block, InspectedRequest } from './firewall.ts';
import type { LiveEvent } from './live-event.ts';

export type { LiveEvent };

/** What every emulated AWS service in `emulators/` exports: one constant of this type, and nothing else that starts. */
export interface Emulator {
  /** The service's name in the SDK's signatures, IAM actions and `local fault`: `dynamodb`, `monitoring` is `cloudwatch`. */
  readonly service: string;

  /**
   * The resource types that it serves, each with the properties that have an effect (`honoured`) and those that are
   * accepted without one on a laptop (`ignored`). Any other property is an error that names the logical id.
   */
  readonly resourceTypes: Readonly<Record<string, SupportedProperties>>;

  /** How its API travels; absent for services that only serve resource types. */
  readonly api?: ServiceApi;

  start(cloud: Cloud): Promise<EmulatorHandle>;
}

export interface SupportedProperties {
  readonly honoured: readonly string[];
  readonly ignored?: readonly string[];
}

/** Where the front finds the wire format of a service: the SDK client's own operation schemas. */
export interface ServiceApi {
  /** The name in the credential scope of SigV4, e.g. `monitoring` for CloudWatch. */
  readonly signingName: string;
  readonly protocol: 'awsJson1.0' | 'awsJson1.1' | 'awsQuery' | 'restJson' | 'restXml';
  /** Prefix of the `X-Amz-Target` header for awsJson, e.g. `DynamoDB_20120810`. */
  readonly targetPrefix?: string;
  /** Loads the SDK client package; called at the first request. Not needed for awsJson passed through as it is. */
  readonly client?: () => Promise<object>;
}

export interface EmulatorHandle {
  /** By operation name, e.g. `PutItem`. An operation that is not here is refused by name. */
  readonly operations: Readonly<Record<string, Operation>>;

  /** Makes one resource of a type in `resourceTypes`. Called again at each start: what is persisted must be kept. */
  create(resource: Resource): Promise<Provisioned>;

  /** Applies a changed resource while everything runs. Absent: a change of this service's resources needs a restart. */
  update?(resource: Resource, previous: Resource): Promise<Provisioned>;

  /** For a service that browsers speak to; absent for all others. */
  readonly browsers?: BrowserDoor;

  /** Why a firewall refuses a request to the resource `arn`; undefined lets it pass. */
  blocks?(arn: string, request: InspectedRequest): Block | undefined;

  /** The resource policy that guards `arn` (function, queue, topic), if one was made. */
  resourcePolicy?(arn: string): PolicyDocument | undefined;

  /** The policies of a role; IAM alone answers this. */
  identityPolicies?(roleArn: string): readonly PolicyDocument[];

  /** Ends all that it runs; persisted state is complete when this settles. */
  stop(): Promise<void>;
}

/** One resource of a synthesized template, every intrinsic resolved. */
export interface Resource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The construct's path (`aws:cdk:path`), for people. */
  readonly path?: string;
  /** Absolute path of the asset that `aws:asset:path` names: a function's code. */
  readonly assetPath?: string;
}

/** What the rest of a template can learn of a resource. */
export interface Provisioned {
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives, by attribute name. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A resource that was made, with what its template can learn of it. */
export interface ProvisionedResource extends Resource, Provisioned {}

/** A stack as it runs. */
export interface ProvisionedStack {
  readonly name: string;
  readonly id: string;
  /** By logical id, in the order of their making. */
  readonly resources: ReadonlyMap<string, ProvisionedResource>;
}

/** One API operation. Input and output are shaped as the SDK's commands (Date for timestamps, Uint8Array for blobs). */
export interface Operation {
  /**
   * What the caller must be allowed to do. Default: `<service>:<Operation>` on `*`.
   */
  access?(input: Input): readonly Access[];
  run(input: Input, call: Call): Promise<object>;
}

/** Outside input: a wire-decoded request; parse before use. */
// biome-ignore lint/suspicious/noExplicitAny: each operation narrows its own input, which the SDK's schema has decoded
export type Input = any;

export interface Access {
  readonly action: string;
  readonly resource: string;
  /** Values of the condition keys that this call carries, e.g. `cloudwatch:namespace`. */
  readonly conditions?: Readonly<Record<string, string>>;
}

/** Who calls, and on which path. */
export interface Call {
  readonly principal: Principal;
  readonly requestId: string;
}

export type Principal =
  /** The developer at the laptop (the keys in `local.json`) and the local cloud's own page: may do all. */
  | { readonly kind: 'root' }
  /** A function: its role's policies decide. */
  | { readonly kind: 'role'; readonly roleArn: string; readonly sessionName: string }
  /** An AWS service acting for a resource (SNS invoking a function): the target's resource policy decides. */
  | { readonly kind: 'service'; readonly service: string; readonly sourceArn: string };

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[];
  /** Stack and logical id, for messages. Not part of AWS's documents. */
  readonly source?: string;
}

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the local cloud gives each emulator. */
export interface Cloud {
  readonly region: string;
  readonly accountId: string;
  readonly clock: Clock;

  /** Root of the AWS endpoint, e.g. `http://127.0.0.1:4000`. */
  readonly endpoint: string;

  /** A folder of this service's own for what must survive a restart. It exists. */
  readonly dataDir: string;

  /** A small document of this service's own that survives a restart: written whole, by rename. */
  readonly state: StateFile;

  /**
   * Calls an operation of any service as `principal`: through faults and IAM, as an HTTP request would.
   * Rejects with `AwsError`.
   */
  call(service: string, operation: string, input: Input, principal: Principal): Promise<Input>;

  /** Keys for a role's session, as a function gets them; stable while the cloud runs. */
  credentialsFor(roleArn: string, sessionName: string): Credentials;

  /** Opens a further HTTP server (an API's own origin) on 127.0.0.1; closed when the cloud stops. Returns its URL. */
  listen(name: string, onRequest: RequestListener): Promise<string>;

  /** From now on every resolved string that holds `https://<host>` holds `url` instead (an API's local address). */
  mapHost(host: string, url: string): void;

  /** Who a signed HTTP request comes from (IAM-authorized APIs). Rejects with `AwsError` on a bad signature. */
  authenticate(request: IncomingMessage, body: Uint8Array): Promise<Principal>;

  /** Who signed a text with SigV4 (the policy of a form). Throws `AwsError` for a bad signature. */
  authenticateText(signed: SignedText): Principal;

  /** Refuses with `AwsError` AccessDenied unless `principal` may do this. */
  authorize(principal: Principal, access: Access): void;

  /** Why a firewall refuses a request to the resource `arn`; undefined lets it pass. */
  blocks(arn: string, request: InspectedRequest): Block | undefined;

  /** Announces what happened, for the live lines, the page and tests. */
  announce(event: LiveEvent): void;
  /** Announces something that people should know and that no answer says. */
  notice(message: string): void;

  /** What is announced, as it comes. Returns the function that ends it. */
  onEvent(listener: (event: LiveEvent) => void): () => void;
}

export interface SignedText {
  readonly text: string;
  /** `AKIA.../20261123/eu-west-1/s3/aws4_request` */
  readonly credential: string;
  readonly token: string | undefined;
  readonly signature: string;
}

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface StateFile {
  /** What was saved last, or undefined at the first start. A corrupt file is set aside with a notice. */
  load(): unknown;
  /** The same, as `parse` takes it. What `parse` throws at is no document of this service, and is set aside likewise. */
  loadAs<T>(parse: (saved: unknown) => T): T | undefined;
  /** Keeps `value` (JSON). Writes are joined: the last one wins, at the latest when the cloud stops. */
  save(value: unknown): void;
}
