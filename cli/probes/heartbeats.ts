import type { Command } from 'commander';
import { durationWords } from '../../functions/probes/heartbeats/duration-words.ts';
import { heartbeatKey } from '../../functions/probes/heartbeats/heartbeat-key.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { columns, type Output } from '../output.ts';
import type { Target } from '../target.ts';
import { type StageProbes, stageProbes } from './stage-probes.ts';

/** `afterprod probes heartbeats`. */
export function addHeartbeats(probes: Command): void {
  probes
    .command('heartbeats')
    .description(
      'where each job posts that it has run: addresses with their keys, which are secret',
    )
    .action((_, command: Command) => heartbeats(command));
}

interface Heartbeat {
  readonly heartbeat: string;
  readonly periodMs: number;
  readonly graceMs: number;
  /** With its key. */
  readonly url: string;
}

async function heartbeats(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageProbes(await target());
  const found = await heartbeatsOf(stage);
  output.answer({ stage: stage.where.stage, heartbeats: found }, () => lines(found, output));
}

async function heartbeatsOf({ config, where }: StageProbes): Promise<readonly Heartbeat[]> {
  const jobs = config.targets.filter((each) => each.kind === 'heartbeat');
  if (jobs.length === 0) return [];
  const { heartbeats: place } = config;
  if (!place) {
    throw new CliError(
      `Stage ${where.stage} does not say where beats are posted: deploy it again.`,
    );
  }
  const secret = await secretOf(where, place.keySecretArn);
  return jobs.map(({ name, periodMs, graceMs }) => {
    const url = `${place.url}/${heartbeatKey(secret, name)}`;
    return { heartbeat: name, periodMs, graceMs, url };
  });
}

async function secretOf({ client }: Target, SecretId: string): Promise<string> {
  const { GetSecretValueCommand, SecretsManagerClient } = await import(
    '@aws-sdk/client-secrets-manager' // no other command waits for it
  );
  const secrets = new SecretsManagerClient(client);
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
  if (SecretString) return SecretString;
  throw new Error(`The secret ${SecretId} holds no text: no key can be made without`);
}

function lines(found: readonly Heartbeat[], { paint }: Output): readonly string[] {
  const [first] = found;
  if (!first) return ['No probe of this stage is a heartbeat.'];
  const [head = '', ...body] = columns([
    ['JOB', 'EVERY', 'GRACE', 'ADDRESS'],
    ...found.map(({ heartbeat, periodMs, graceMs, url }) => [
      heartbeat,
      durationWords(periodMs),
      durationWords(graceMs),
      url,
    ]),
  ]);
  return [
    paint('bold', head),
    ...body,
    '',
    'When the job is done:',
    `  curl -fsS --retry 3 -X POST ${first.url}`,
    'When it failed:',
    `  curl -fsS --retry 3 -H 'content-type: application/json' -d '{"status":"failed","message":"…"}' ${first.url}`,
    paint('dim', 'Whoever knows an address can beat for its job: keep it like a password.'),
  ];
}
