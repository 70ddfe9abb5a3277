import type { Console } from './console.ts';
import type { LocalJson } from './local-json.ts';

/** The words on the screen when all runs: addresses, and what to try next. */
export function startBlock(local: LocalJson, console: Console): readonly string[] {
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
    ...attempts(local).flatMap(([why, command]) => [
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
function attempts({ apis, keys, mailbox }: LocalJson): readonly Attempt[] {
  const feedback = apis['feedback'];
  const key = keys['feedback'];
  return [
    [
      'Break the storefront by a toggle; within three minutes its alarm writes a mail (npx afterprod local clock +5m hurries).',
      'npx afterprod toggles set storefront-failing on --local',
    ],
    ...(feedback
      ? [
          [
            'Post feedback as a visitor.',
            `curl -s ${feedback}/v1/feedback -H 'content-type: application/json'${key ? ` -H 'x-api-key: ${key}'` : ''} -d '{"kind":"praise","message":"The new checkout is lovely"}'`,
          ] as const,
        ]
      : []),
    ['Look at the mailbox.', `npx afterprod local mailbox   # or ${mailbox}`],
  ];
}

function aligned(rows: readonly Attempt[]): readonly string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
