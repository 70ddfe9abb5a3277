import { feedbackKey } from '../../functions/feedback/store/feedback-items.ts';
import type { Target } from '../target.ts';

/** Runs the stage's own triage on one piece of feedback, as its stream would. False where that failed. */
export async function triageAgain({
  client,
  prefix,
}: Target): Promise<(id: string) => Promise<boolean>> {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda'); // no other command waits for it
  const lambda = new LambdaClient(client);
  return async (id) => {
    const invoke = { FunctionName: `${prefix}feedback-triage`, Payload: recordOf(id) };
    const { FunctionError, Payload } = await lambda.send(new InvokeCommand(invoke));
    const answer: unknown = JSON.parse(Payload?.transformToString() || 'null');
    return FunctionError === undefined && !hasFailures(answer);
  };
}

/** Triage reads the feedback itself: its keys are enough. */
function recordOf(id: string): string {
  const { pk, sk } = feedbackKey(id);
  const dynamodb = { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' };
  const record = { eventID: `redrive-${id}`, eventName: 'INSERT', dynamodb };
  return JSON.stringify({ Records: [{ ...record, eventSource: 'aws:dynamodb' }] });
}

function hasFailures(answer: unknown): boolean {
  const { batchItemFailures } = (answer ?? {}) as { readonly batchItemFailures?: unknown };
  return !Array.isArray(batchItemFailures) || batchItemFailures.length > 0;
}
