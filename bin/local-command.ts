import * as path from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { run } from '../local/start/run.ts';

const HIGHEST_PORT = 65_535;
/** A day in a second: more outruns the dates that JavaScript can tell. */
const HIGHEST_SPEED = 86_400;
const WRONG_USE = 2;

/** `npm start`: reads its options and runs the local cloud until it is told to end. */
export async function runCommand(argv: readonly string[]): Promise<void> {
  try {
    const options = readOptions(argv);
    process.exitCode = await run({
      ...options,
      data: path.resolve(options.data),
      appRoot: path.join(__dirname, '..'),
    });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error; // commander has said why
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USE;
  }
}

function readOptions(argv: readonly string[]): Options {
  return new Command('npm start --')
    .description('Runs the stacks of one stage on this machine: no AWS account, no Docker.')
    .usage('[options]')
    .option('--port <number>', 'of the AWS endpoint and the page; 0 takes a free one', toPort, 4000)
    .option('--stage <name>', 'whose stacks run', 'prod')
    .option('--speed <factor>', 'driven seconds in one real second', toSpeed, 1)
    .option('--data <folder>', 'what survives a restart', '.afterprod')
    .option('--fresh', 'starts without the data of earlier runs', false)
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<Options>();
}

interface Options {
  readonly port: number;
  readonly stage: string;
  readonly speed: number;
  readonly data: string;
  readonly fresh: boolean;
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= HIGHEST_PORT) return port;
  throw new InvalidArgumentError(`It must be a whole number from 0 to ${HIGHEST_PORT}.`);
}

function toSpeed(text: string): number {
  const speed = Number(text);
  if (speed > 0 && speed <= HIGHEST_SPEED) return speed;
  throw new InvalidArgumentError(`It must be a number above 0, up to ${HIGHEST_SPEED}, e.g. 60.`);
}
