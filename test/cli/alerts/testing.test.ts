import type { Delivery, PendingMessage } from '../../../functions/alerts/delivery.ts';
import { parseMessage } from '../../../functions/alerts/parse/parse-message.ts';
import type { Transition } from '../../../functions/alerts/transition.ts';
import { type AlertsCloud, startAlertsCloud } from '../../support/alerts-cloud.ts';
import type { Outcome } from '../../support/command-in-process.ts';

jest.setTimeout(60_000);

let cloud: AlertsCloud;
beforeEach(async () => {
  cloud = await startAlertsCloud();
});
afterEach(() => cloud.stop());

/** What the command has sent so far, as the router reads it. */
const sent = async (): Promise<readonly Transition[]> =>
  (await cloud.received('alerts-transitions')).map((body) => parseMessage(JSON.stringify(body)));

/** Stands for router and deliverer: opens the alert when the test arrives, and says what became of it. */
async function whileAnswered(delivery: Partial<Delivery>, run: Promise<Outcome>): Promise<Outcome> {
  let alarm: Transition | undefined;
  for (let looks = 0; !alarm && looks < 200; looks += 1) {
    [alarm] = await sent();
    if (!alarm) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const alert = await cloud.keep({
    service: alarm?.facts.service ?? '',
    openedAt: alarm?.at ?? '',
  });
  const about = { alertId: alert.id, route: 'hook', version: 1, messages: 1 };
  await cloud.store.saveDelivery({ ...about, ...delivery }, 0);
  return run;
}

const now = () => new Date(cloud.clock.now()).toISOString();

test('a test goes in as CloudWatch would tell it, for the route alone, and is ended when it has arrived', async () => {
  const told = { toldKind: 'trigger', toldRevision: 1, toldAt: now() } as const;
  const outcome = await whileAnswered(told, cloud.alerts('test', 'hook'));
  expect(outcome).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(
      /^Delivered to hook after 0 s, as test-hook-\w+-abcd\.\nIts end /,
    ),
  });
  const [alarm, end] = await sent();
  expect(alarm).toMatchObject({
    alarmName: 'shop-prod-test-hook',
    alarmArn: 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:shop-prod-test-hook',
    state: 'ALARM',
    facts: { service: 'test:hook', severity: 'page' },
    isMuted: false,
  });
  expect(end).toMatchObject({ alarmName: 'shop-prod-test-hook', state: 'OK' });
  expect(Date.parse(end?.at ?? '')).toBeGreaterThan(Date.parse(alarm?.at ?? ''));
});

test('what nobody takes is a failure with its reason, and ended all the same', async () => {
  const pending: PendingMessage = {
    id: 'm',
    kind: 'trigger',
    revision: 1,
    severity: 'page',
    body: '{}',
    attempts: 1,
    nextAttemptAt: now(),
    lastFailure: 'it answered 404',
    isDead: true,
  };
  const outcome = await whileAnswered({ pending }, cloud.alerts('test', 'hook'));
  expect(outcome).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining(
      'hook was not reached: the trigger failed once (it answered 404) and was given up. See:',
    ),
  });
  expect((await sent()).map(({ state }) => state)).toEqual(['ALARM', 'OK']);
});

test('a route that is not connected is named with what to do', async () => {
  const outcome = await whileAnswered({ unconnectedAt: now() }, cloud.alerts('test', 'hook'));
  expect(outcome).toMatchObject({
    code: 1,
    stderr: 'error: hook is not connected: afterprod alerts connect hook\n',
  });
});
