import { fork } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { bundleProgram, runProgram } from '../child.ts';
import type { Figure } from '../report.ts';
import { bundledPost, POST_VARIABLES } from './post-function.ts';
import type { Turn } from './run-overhead.ts';

/**
 * What the deployed function does with a post without Idempotency-Key, above sending the same item to DynamoDB with the
 * SDK and nothing else. Both send real requests, to a process that answers at once.
 */
export async function postOverhead(folder: string): Promise<readonly Figure[]> {
  const stub = await startStub(folder);
  const program = bundleProgram('feedback/run-overhead.ts', path.join(folder, 'run-overhead.js'));
  const variables = { ...POST_VARIABLES, AWS_ENDPOINT_URL_DYNAMODB: stub.endpoint };
  try {
    const bundle = bundledPost(path.join(folder, 'deployed'));
    const turns = await runProgram<readonly Turn[]>(program, [bundle, stub.endpoint], variables);
    return figures(turns);
  } finally {
    stub.stop();
  }
}

/** Of the quietest turns of each: what else runs on the machine makes calls dearer, never cheaper. */
function figures(turns: readonly Turn[]): readonly Figure[] {
  const post = quietest(turns.map((turn) => turn.post)) / 1000;
  const put = quietest(turns.map((turn) => turn.put)) / 1000;
  return [
    {
      name: 'a post above its bare PutItem',
      value: post - put,
      unit: 'ms CPU',
      budget: { atMost: 0.2 },
    },
    {
      name: 'a post, all of it',
      value: post,
      unit: 'ms CPU',
      peer: { name: 'PutItem', value: put },
    },
  ];
}

function quietest(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 20)] ?? 0;
}

async function startStub(folder: string) {
  const program = bundleProgram('feedback/dynamo-stub.ts', path.join(folder, 'dynamo-stub.js'));
  const child = fork(program, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  const [port] = await once(child.stdout ?? child, 'data');
  return { endpoint: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.disconnect() };
}
