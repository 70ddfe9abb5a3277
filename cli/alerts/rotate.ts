import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { contextOf } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { webhookSecret } from './key.ts';
import { writeRouteSecret } from './route-secret.ts';
import { stageAlerts } from './stage-alerts.ts';

/** 44 letters and digits of base64: what the stack generates, too. */
const KEY_BYTES = 33;

/** `afterprod alerts rotate <route>`. */
export function addRotate(alerts: Command): void {
  alerts
    .command('rotate <route>')
    .description(
      'a new key for a webhook at once; messages are signed with the former one, too, until the next',
    )
    .option('-y, --yes', 'do not ask', false)
    .action((route: string, options: { readonly yes: boolean }, command: Command) =>
      rotate(route, options, command),
    );
}

async function rotate(
  name: string,
  { yes }: { readonly yes: boolean },
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const { route, secret } = await webhookSecret(await stageAlerts(where), name);
  const effect = [
    `${name} gets a new key. Receivers that have the key before the present one refuse its messages from now on`,
  ];
  await confirm({ target: where, effect, yes });
  await writeRouteSecret(where, route, { ...secret, key: newKey() });
  output.answer({ stage: where.stage, route: name, rotated: true }, () => [
    `${name} has a new key: afterprod alerts key ${name}`,
    'For five minutes at most messages have the former signature alone, then both: change receivers when you like, before the next rotation.',
  ]);
}

/** Letters and digits alone, so that it is the same in base64's alphabets and in every shell. */
function newKey(): string {
  for (;;) {
    const key = randomBytes(KEY_BYTES).toString('base64');
    if (/^[A-Za-z0-9]+$/.test(key)) return key;
  }
}
