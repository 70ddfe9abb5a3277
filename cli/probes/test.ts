import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseExpectation } from '../../functions/probes/expectations/parse-expectation.ts';
import type { Expectation } from '../../functions/probes/targets/expectation.ts';
import { parseCidr } from '../../functions/shared/cidr.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { durationMs } from '../duration.ts';
import { collected } from './collected.ts';
import { laptopEngine } from './laptop-engine.ts';
import { resultLines } from './result-words.ts';
import { urlTarget } from './url-target.ts';
import type { UrlTargetOptions } from './url-target-options.ts';

interface TestOptions extends Omit<UrlTargetOptions, 'expect'> {
  readonly expect?: readonly Expectation[];
  readonly allowPrivate?: readonly string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const MOST_REDIRECTS = 10;
const LONGEST_MS = 60_000;

/** `afterprod probes test <url>`. */
export function addTest(probes: Command): void {
  probes
    .command('test <url>')
    .description(
      'try an address and what is expected of it before it becomes a probe: https://…, http://…, tcp://host:port, tls://host, dns://host/MX',
    )
    .option(
      '--expect <expectation>',
      "e.g. 'status 200-299', 'header content-type contains json', 'body matches ^ok', 'json $.queue <= 10', 'certificate 14d', 'headers within 300ms'; several times for several",
      collected(parseExpectation),
    )
    .addOption(new Option('--method <method>', 'of the request').choices(METHODS))
    .option('--header <header>', "'name: value'; several times for several", collected(String))
    .option('--data <body>', 'the body; it makes the method POST')
    .option('--redirects <count>', `follow so many: at most ${MOST_REDIRECTS}`, redirects, 5)
    .addOption(
      new Option('--timeout <time>', 'for all of it: at most 1m')
        .argParser(timeout)
        .default(10_000, '10s'),
    )
    .option(
      '--allow-private <cidr>',
      'addresses outside the public internet that may be reached, e.g. 10.0.3.0/24; several times for several',
      collected((text) => parseCidr(text) && text),
    )
    .action((url: string, options: TestOptions, command: Command) => test(url, options, command));
}

function redirects(text: string): number {
  if (/^\d{1,2}$/.test(text) && Number(text) <= MOST_REDIRECTS) return Number(text);
  throw new InvalidArgumentError(`Give 0 to ${MOST_REDIRECTS}.`);
}

function timeout(text: string): number {
  const inMs = /^(\d{1,5})ms$/.exec(text)?.[1];
  const milliseconds = /^[\d.]+[sm]$/.test(text) ? durationMs(text) : Number(inMs ?? 0);
  if (milliseconds > 0 && milliseconds <= LONGEST_MS) return milliseconds;
  throw new InvalidArgumentError('Give 500ms, 10s or the like: at most 1m.');
}

/** Without a stage: nothing of it is looked at. */
async function test(
  url: string,
  { expect = [], allowPrivate = [], ...options }: TestOptions,
  command: Command,
): Promise<void> {
  const { output } = contextOf(command);
  const target = urlTarget(url, { ...options, expect });
  const attempt = laptopEngine({
    allowPrivate,
    client: { maxAttempts: 1 },
    heartbeat: () => Promise.reject(new Error('an address has no heartbeat')),
  });
  const result = await attempt(target);
  output.answer({ url, ...result }, () => resultLines(url, result, output));
  if (result.outcome !== 'down' && result.outcome !== 'unknown') return;
  const isRefused = /, not public$/.test(result.sentence);
  throw new CliError(`It is ${result.outcome}.${isRefused ? ALLOW_IT : ''}`);
}

const ALLOW_IT = ' Where you mean that address, allow its range: --allow-private <cidr>.';
