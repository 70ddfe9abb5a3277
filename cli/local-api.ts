import { CliError } from './cli-error.ts';
import type { LocalState } from './local-state.ts';

const BAD_REQUEST = 400;

/** Asks the local cloud's own pages, which are beside its AWS endpoint. */
export async function askLocal(
  local: LocalState,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  const response = await fetch(new URL(path, local.awsEndpoint), {
    method,
    ...(body && {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  }).catch((cause: unknown) => {
    throw new CliError(
      `The local cloud at ${local.awsEndpoint} does not answer. Start it again with npm start.`,
      { cause },
    );
  });
  const answer = (await response.json()) as { detail?: string };
  if (response.ok) return answer;
  throw new CliError(answer.detail ?? `The local cloud answered ${response.status} to ${path}.`, {
    exitCode: response.status === BAD_REQUEST ? 2 : 1,
  });
}
