import * as path from 'node:path';
import type { Console } from './console.ts';
import type { LocalJson } from './local-json.ts';

/** The words on the screen when all runs: addresses, and what to try next. */
export function startBlock(
  local: LocalJson,
  localJsonFile: string,
  console: Console,
): readonly string[] {
  const heading = (text: string) => console.paint('bold', text);
  return [
    '',
    heading('Addresses'),
    ...aligned([
      ['page', `${local.awsEndpoint}/`],
      ...Object.entries(local.apis).map(([name, url]) => [name, `${url}/`] as const),
      ['AWS endpoint', `${local.awsEndpoint}  (region ${local.region})`],
      ['mailbox', local.mailbox],
    ]),
    '',
    heading('Try this'),
    ...attempts(local, commandFor(localJsonFile)).flatMap(([why, command]) => [
      `  ${console.paint('dim', `# ${why}`)}`,
      `  ${command}`,
    ]),
    '',
    `Ctrl-C ends it; saved files take effect while it runs.`,
    '',
  ];
}

type Attempt = readonly [why: string, command: string];

/** Three commands to copy: each does something that the live lines show. */
function attempts({ apis, keys, mailbox }: LocalJson, command: string): readonly Attempt[] {
  const feedback = apis['feedback'];
  const key = keys['feedback'];
  return [
    breakIt(apis, command),
    ...(feedback
      ? [
          [
            'Post feedback as a visitor.',
            `curl -s ${feedback}/v1/feedback -H 'content-type: application/json'${key ? ` -H 'x-api-key: ${key}'` : ''} -d '{"kind":"praise","message":"The new checkout is lovely"}'`,
          ] as const,
        ]
      : []),
    ['Look at the mailbox.', `${command} local mailbox   # or ${mailbox}`],
  ];
}

/** The demo's service breaks by a toggle of its own; any other loses its database. */
function breakIt(apis: LocalJson['apis'], command: string): Attempt {
  const soon = `within three minutes an alarm writes a mail (${command} local clock +5m hurries).`;
  return 'storefront' in apis
    ? [
        `Break the storefront by a toggle; ${soon}`,
        `${command} toggles set storefront-failing on --local`,
      ]
    : [
        'Take DynamoDB away for a while, and see what your service makes of it.',
        `${command} local fault dynamodb outage 5m`,
      ];
}

/** The command finds the default folder by itself. */
function commandFor(localJsonFile: string): string {
  const isDefault = localJsonFile === path.resolve('.afterprod/local.json');
  return isDefault ? 'npx afterprod' : `AFTERPROD_LOCAL=${localJsonFile} npx afterprod`;
}

function aligned(rows: readonly Attempt[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
