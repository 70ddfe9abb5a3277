import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { CliError } from './cli-error.ts';

/** Where it comes from, and where the question is put. */
interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
}

/** Nobody pipes more than an address into a command by intention. */
const MOST_CHARACTERS = 10_000;

/** What somebody pipes in, or types unseen: on a command line it would stay in the shell's history. */
export async function typedSecret(
  question: string,
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
  const text = input.isTTY ? await asked(question, { input, output }) : await piped(input);
  const typed = text.trim();
  if (typed === '')
    throw new CliError(`${question}: nothing came. Pipe it in, or type it.`, { exitCode: 2 });
  if (/\s/.test(typed)) {
    throw new CliError(`${question}: one line without spaces is wanted.`, { exitCode: 2 });
  }
  return typed;
}

async function piped(input: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of input) {
    text += String(chunk);
    if (text.length > MOST_CHARACTERS) break;
  }
  return text.slice(0, MOST_CHARACTERS);
}

/** Ctrl-C and the end of the input are no answer. */
async function asked(question: string, { input, output }: Terminal): Promise<string> {
  output.write(`${question}: `);
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: unseen, terminal: true });
  try {
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    return await Promise.race([lines.question('').catch(() => ''), closed]);
  } finally {
    lines.close();
    output.write('\n');
  }
}
