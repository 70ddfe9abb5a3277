import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod/mini';
import type { Cloud, Provisioned, Resource } from './emulator.ts';
import { readBody } from './endpoint/body.ts';
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

const SAVED = z.record(
  z.string(),
  z.object({
    ref: z.string(),
    attributes: z.record(z.string(), z.unknown()),
    properties: z.record(z.string(), z.unknown()),
  }),
);

export type ProvisionCustom = (resource: Resource) => Promise<Provisioned>;

/**
 * Makes custom resources by asking their functions, as CloudFormation does: Create once, Update after a change, and
 * Delete for the former one when an Update has answered with another physical id.
 */
export function customResources(
  cloud: Cloud,
  routes: Routes,
  timeLimitMs: number = TIME_LIMIT_MS,
): ProvisionCustom {
  const remembered = new Map<string, Remembered>(
    Object.entries(cloud.state.loadAs((saved) => SAVED.parse(saved)) ?? {}),
  );
  const ask = (resource: Resource, request: object) =>
    askFunction(cloud, routes, { resource, request, timeLimitMs });

  return async (resource) => {
    const key = `${resource.stackName}/${resource.logicalId}`;
    const before = remembered.get(key);
    if (before && isSame(before.properties, resource.properties)) return before;
    const answer = await ask(resource, before ? updateOf(before) : { RequestType: 'Create' });
    const ref = answer.PhysicalResourceId ?? before?.ref ?? key;
    const made = { ref, attributes: answer.Data ?? {} };
    remembered.set(key, { ...made, properties: resource.properties });
    cloud.state.save(Object.fromEntries(remembered));
    if (before && before.ref !== ref) await ask(resource, deleteOf(before));
    return made;
  };
}

function updateOf({ ref, properties }: Remembered): object {
  return { RequestType: 'Update', PhysicalResourceId: ref, OldResourceProperties: properties };
}

function deleteOf({ ref, properties }: Remembered): object {
  return { RequestType: 'Delete', PhysicalResourceId: ref, ResourceProperties: properties };
}

interface Question {
  readonly resource: Resource;
  /** What is asked, beside what every request carries. */
  readonly request: object;
  readonly timeLimitMs: number;
}

async function askFunction(cloud: Cloud, routes: Routes, question: Question): Promise<Answer> {
  const requestId = randomUUID();
  const path = `/custom-resource/${requestId}`;
  const answer = expectAnswer(routes, path, question.timeLimitMs);
  const event = {
    RequestId: requestId,
    ResponseURL: `${cloud.endpoint}${path}`,
    StackId: stackIdOf(question.resource.stackName, cloud),
    LogicalResourceId: question.resource.logicalId,
    ResourceType: question.resource.type,
    ServiceToken: question.resource.properties['ServiceToken'],
    ResourceProperties: question.resource.properties,
    ...question.request,
  };
  try {
    await Promise.race([answer.arrived, invoke(cloud, event.ServiceToken, event)]);
    const { Status, Reason, ...made } = await answer.arrived;
    if (Status === 'SUCCESS') return made;
    throw new SetupError(`failed: ${Reason ?? 'its function gave no reason'}`);
  } finally {
    answer.forget();
  }
}

interface ExpectedAnswer {
  readonly arrived: Promise<Answer>;
  forget(): void;
}

/** Waits at the ResponseURL for the first answer. */
function expectAnswer(routes: Routes, path: string, timeLimitMs: number): ExpectedAnswer {
  let forget = () => {};
  const arrived = new Promise<Answer>((resolve, reject) => {
    const remove = routes.add('PUT', path, (request, response) => {
      readAnswer(request)
        .then(resolve, reject)
        .finally(() => response.end());
    });
    const late = `gave no answer to its ResponseURL in ${timeLimitMs / 1000} s; look at its function's log`;
    const timer = setTimeout(() => reject(new SetupError(late)), timeLimitMs);
    forget = () => {
      clearTimeout(timer);
      remove();
    };
  });
  arrived.catch(() => {}); // told by whoever awaits it; nobody does when the invocation has failed first
  return { arrived, forget };
}

async function readAnswer(request: IncomingMessage): Promise<Answer> {
  const { body } = await readBody(request);
  return JSON.parse(Buffer.from(body).toString());
}

async function invoke(cloud: Cloud, functionName: unknown, event: object): Promise<void> {
  const input = {
    FunctionName: functionName,
    InvocationType: 'RequestResponse',
    Payload: new Uint8Array(Buffer.from(JSON.stringify(event))),
  };
  const result = await cloud.call('lambda', 'Invoke', input, { kind: 'root' });
  if (!result.FunctionError) return;
  const reason = Buffer.from(result.Payload ?? []).toString();
  throw new SetupError(`failed: its function ended with ${result.FunctionError} ${reason}`);
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
