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
  const answer = (await jsonOf(response, local)) as { detail?: string };
  if (response.ok) return answer;
  throw new CliError(answer.detail ?? `The local cloud answered ${response.status} to ${path}.`, {
    exitCode: response.status === BAD_REQUEST ? 2 : 1,
  });
}

/** A server that has taken the address since answers with a page, or with nothing. */
async function jsonOf(response: Response, { awsEndpoint }: LocalState): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new CliError(
      `What answers at ${awsEndpoint} is no local cloud. Start it again with npm start.`,
      { cause },
    );
  }
}
