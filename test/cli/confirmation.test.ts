import { PassThrough } from 'node:stream';
import { type Confirmation, confirm, needsConfirmation } from '../../cli/confirmation.ts';

const prod = { local: undefined, stage: 'prod', prefix: 'shop-prod-' };
const asked: Confirmation = { target: prod, effect: ['a: off -> \u001b[31mon'], yes: false };

test.each([
  ['prod', false, true],
  ['production', false, true],
  ['prod-eu', false, true],
  ['Prod', false, true],
  ['beta', false, false],
  ['preprod', false, false],
  ['prod', true, false],
])('a change in %s with --yes %s asks: %s', (stage, yes, asks) => {
  expect(needsConfirmation({ target: { ...prod, stage }, effect: [], yes })).toBe(asks);
});

test('the local cloud never asks', () => {
  const target = { ...prod, local: {} as never };
  expect(needsConfirmation({ target, effect: [], yes: false })).toBe(false);
});

/** A terminal on which somebody types. */
function terminal(typed: string | undefined, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  let said = '';
  let isAnswered = false;
  output.on('data', (chunk) => {
    said += chunk;
    if (isAnswered || !said.includes('[y/N]')) return;
    isAnswered = true; // what is typed is echoed
    if (typed === undefined) input.end();
    else input.write(typed);
  });
  return { streams: { input, output } as never, said: () => said };
}

test.each(['y\n', 'Y\n', 'yes\n', ' yes \n'])('%j is a yes', async (typed) => {
  const { streams, said } = terminal(typed);
  expect(await confirm(asked, streams)).toBe(true);
  expect(said()).toContain('In shop-prod:\n  a: off ->  [31mon\n');
});

test.each(['\n', 'n\n', 'yep\n', '\u0003', '\u0004', undefined])(
  '%j is no yes: nothing is changed',
  async (typed) => {
    const { streams } = terminal(typed);
    await expect(confirm(asked, streams)).rejects.toMatchObject({
      message: 'Nothing was changed.',
      exitCode: 1,
    });
  },
);

test('where nobody can be asked it is wrong use, and the fix is named', async () => {
  const { streams, said } = terminal('y\n', false);
  await expect(confirm(asked, streams)).rejects.toMatchObject({
    message: expect.stringMatching(/^This changes shop-prod \(a: off .*Add --yes\.$/),
    exitCode: 2,
  });
  expect(said()).toBe('');
});
