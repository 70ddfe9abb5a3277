import type { CloudFormationCustomResourceEvent } from 'aws-lambda';

export interface CustomResourceResult {
  /** Must stay the same while the resource stays the same, or CloudFormation deletes the "old" one. */
  readonly physicalResourceId: string;
  /** Attributes for `Fn::GetAtt`. All together under 4 KB. */
  readonly data?: Readonly<Record<string, string>>;
}

type Sender = (url: string, body: string) => Promise<void>;

const ATTEMPTS = 4;
const REASON_LIMIT = 1000;

/**
 * Runs one step of a custom resource and tells CloudFormation how it went. Always answers: without an answer a stack
 * hangs for an hour. Rejects only when the answer itself could not be delivered, so that Lambda tries again.
 */
export async function respondTo(
  event: CloudFormationCustomResourceEvent,
  work: () => Promise<CustomResourceResult>,
  send: Sender = put,
): Promise<void> {
  await send(
    event.ResponseURL,
    JSON.stringify({ ...(await outcomeOf(event, work)), ...idsOf(event) }),
  );
}

async function outcomeOf(
  event: CloudFormationCustomResourceEvent,
  work: () => Promise<CustomResourceResult>,
): Promise<object> {
  try {
    const { physicalResourceId, data = {} } = await work();
    return { Status: 'SUCCESS', PhysicalResourceId: physicalResourceId, Data: data };
  } catch (error) {
    console.error(error);
    const known = 'PhysicalResourceId' in event ? event.PhysicalResourceId : undefined;
    return {
      Status: 'FAILED',
      Reason: reasonOf(error),
      PhysicalResourceId: known ?? event.LogicalResourceId,
    };
  }
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return reason.slice(0, REASON_LIMIT); // CloudFormation takes 4 KB for the whole answer
}

function idsOf({
  StackId,
  RequestId,
  LogicalResourceId,
}: CloudFormationCustomResourceEvent): object {
  return { StackId, RequestId, LogicalResourceId };
}

async function put(url: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await putOnce(url, body);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function putOnce(url: string, body: string): Promise<void> {
  // The presigned URL is signed for an empty content type; bytes keep fetch from adding one.
  const answer = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': '' },
    body: new TextEncoder().encode(body),
    signal: AbortSignal.timeout(5_000),
  });
  if (!answer.ok) throw new Error(`CloudFormation answered ${answer.status} to the result`);
}
