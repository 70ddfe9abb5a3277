import { randomUUID } from 'node:crypto';
import type { Cloud, Provisioned, Resource } from './emulator.ts';
import type { Routes } from './endpoint/routes.ts';
import { SetupError } from './setup-error.ts';
import { stackIdOf } from './template/stack-scope.ts';

/** A custom resource that answers later than this, in real milliseconds, fails the start. */
const TIME_LIMIT_MS = 120_000;

interface Answer {
  readonly Status?: string;
  readonly Reason?: string;
  readonly PhysicalResourceId?: string;
  readonly Data?: Readonly<Record<string, unknown>>;
}

/** What is remembered of a custom resource from one start to the next. */
interface Remembered extends Provisioned {
  readonly properties: Readonly<Record<string, unknown>>;
}

export type ProvisionCustom = (resource: Resource) => Promise<Provisioned>;

/** Makes custom resources by asking their functions, as CloudFormation does: Create once, Update after a change. */
export function customResources(
  cloud: Cloud,
  routes: Routes,
  timeLimitMs: number = TIME_LIMIT_MS,
): ProvisionCustom {
  const remembered = new Map<string, Remembered>(Object.entries(Object(cloud.state.load() ?? {})));

  return async (resource) => {
    const key = `${resource.stackName}/${resource.logicalId}`;
    const before = remembered.get(key);
    if (before && isSame(before.properties, resource.properties)) return before;
    const answer = await ask(cloud, routes, { resource, before, timeLimitMs });
    const made = {
      ref: answer.PhysicalResourceId ?? before?.ref ?? key,
      attributes: answer.Data ?? {},
    };
    remembered.set(key, { ...made, properties: resource.properties });
    cloud.state.save(Object.fromEntries(remembered));
    return made;
  };
}

interface Question {
  readonly resource: Resource;
  readonly before: Remembered | undefined;
  readonly timeLimitMs: number;
}

async function ask(cloud: Cloud, routes: Routes, question: Question): Promise<Answer> {
  const { resource, timeLimitMs } = question;
  const requestId = randomUUID();
  const path = `/custom-resource/${requestId}`;
  const responseUrl = `${cloud.endpoint}${path}`;
  let timer: NodeJS.Timeout | undefined;
  const answered = new Promise<Answer>((resolve, reject) => {
    routes.add('PUT', path, (request, response) => {
      readAll(request).then((body) => {
        response.end();
        resolve(JSON.parse(body));
      }, reject);
    });
    const late = `did not answer its ResponseURL in ${timeLimitMs / 1000} s; look at its function's log`;
    timer = setTimeout(() => reject(new SetupError(late)), timeLimitMs);
  });
  try {
    const invoked = invoke(cloud, question, requestId, responseUrl);
    const answer = await Promise.race([answered, invoked.then(() => answered)]);
    if (answer.Status === 'SUCCESS') return answer;
    throw new SetupError(`failed: ${answer.Reason ?? 'its function gave no reason'}`);
  } finally {
    clearTimeout(timer);
  }
}

async function invoke(
  cloud: Cloud,
  { resource, before }: Question,
  requestId: string,
  responseUrl: string,
): Promise<void> {
  const event = {
    RequestType: before ? 'Update' : 'Create',
    RequestId: requestId,
    ResponseURL: responseUrl,
    StackId: stackIdOf(resource.stackName, cloud),
    LogicalResourceId: resource.logicalId,
    ResourceType: resource.type,
    ServiceToken: resource.properties['ServiceToken'],
    ResourceProperties: resource.properties,
    ...(before ? { PhysicalResourceId: before.ref, OldResourceProperties: before.properties } : {}),
  };
  const result = await cloud.call(
    'lambda',
    'Invoke',
    {
      FunctionName: resource.properties['ServiceToken'],
      InvocationType: 'RequestResponse',
      Payload: new Uint8Array(Buffer.from(JSON.stringify(event))),
    },
    { kind: 'root' },
  );
  if (!result.FunctionError) return;
  const reason = Buffer.from(result.Payload ?? []).toString();
  throw new SetupError(`failed: its function ended with ${result.FunctionError} ${reason}`);
}

async function readAll(request: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
