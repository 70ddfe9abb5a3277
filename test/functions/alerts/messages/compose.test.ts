import * as fc from 'fast-check';
import type { Alert, MemberAlarm } from '../../../../functions/alerts/alert.ts';
import { compose } from '../../../../functions/alerts/messages/compose.ts';
import type { Story } from '../../../../functions/alerts/messages/story.ts';
import { at, memberAlarm, openAlert } from '../../../support/alerts.ts';

const LATENCY = memberAlarm({
  name: 'shop-prod-checkout-latency',
  severity: 'ticket',
  firingSince: at(60),
  sentence: 'How long checkout takes.',
  measured: { value: 812.345, lower: 200, upper: 300 },
  runbook: 'https://runbooks.example.com/checkout',
  owner: 'team-shop',
});

const alarmsOf = (...alarms: readonly MemberAlarm[]): Alert['alarms'] =>
  Object.fromEntries(alarms.map((alarm) => [alarm.name, alarm]));

function story(difference: Partial<Story> = {}): Story {
  return {
    kind: 'trigger',
    project: 'shop',
    stage: 'prod',
    at: at(180),
    alert: openAlert({ alarms: alarmsOf(LATENCY, memberAlarm()) }),
    surroundings: {
      release: { id: 'r-2', commit: 'abc', liveAt: at(-360), previous: 'r-1' },
      toggles: [
        {
          key: 'new-checkout',
          at: at(-60),
          what: 'new-checkout: off -> on',
          who: 'ada',
          why: 'it goes live',
        },
      ],
      feedback: { total: 12, negative: 5, before: { total: 10, negative: 1 } },
      unavailable: [],
    },
    ...difference,
  };
}

const mail = (difference: Partial<Story> = {}): { subject: string; message: string } =>
  JSON.parse(compose('sns', story(difference)));

test('a mail says what, since when, how bad against normal, what was changed, and where to go', () => {
  const { subject, message } = mail();
  expect(subject).toBe('[page] storefront prod: probe-home-availability and 1 more fire');
  for (const words of [
    'since 2026-11-23 09:00 UTC (3 min), severity page',
    'checkout-latency [ticket] since 09:01 UTC (2 min); measured 812, normal is 200 to 300: How long',
    'Release: r-2 (abc), live since 2026-11-23 08:54 UTC, 6 min before it began; before it r-1',
    'Toggle: new-checkout: off -> on at 2026-11-23 08:59 UTC, by ada: it goes live',
    'Feedback: 12 in the last 24 h, 5 of them complaints; the day before 10 and 1',
    'Owner: team-shop',
    'Runbook: https://runbooks.example.com/checkout',
    'Dashboard: https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/shop-prod',
    '#alarmsV2:alarm/shop-prod-probe-home-availability',
  ]) {
    expect(message).toContain(words);
  }
});

test.each([
  [-60, '1 min before it began'],
  [20, 'in the minute in which it began'],
  [60, '1 min after it began'],
])('a beginning is known to its minute: what went live %d s after it %s', (seconds, words) => {
  const release = { id: 'r-2', liveAt: at(seconds) };
  expect(mail({ surroundings: { release, toggles: [], unavailable: [] } }).message).toContain(
    words,
  );
});

test('an echo of what fires is listed, and not counted', () => {
  const echo = memberAlarm({ name: 'shop-prod-service-unhealthy', severity: 'info', ends: 'late' });
  const { subject, message } = mail({
    alert: openAlert({ alarms: alarmsOf(echo, memberAlarm()) }),
  });
  expect(subject).toBe('[page] storefront prod: probe-home-availability fires');
  expect(message).toContain('- service-unhealthy [info]');
  const alone = openAlert({ alarms: alarmsOf(echo) });
  expect(mail({ alert: alone }).subject).toContain('service-unhealthy fires');
});

test.each([
  ['Up', { value: 0, lower: 1 }, 'Up was 0, normal is at least 1'],
  ['Latency', { value: 812, lower: 2, upper: 30.55 }, 'Latency was 812 ms, normal is 2 to 30.6 ms'],
  ['ApproximateNumberOfMessagesVisible', { value: 3, upper: 0 }, 'Visible was 3, normal is none'],
  [undefined, { value: 5 }, 'measured 5'],
])('it says what was measured, in its unit: %s', (metricName, measured, words) => {
  const alarm = memberAlarm({ measured, ...(metricName !== undefined && { metricName }) });
  expect(mail({ alert: openAlert({ alarms: alarmsOf(alarm) }) }).message).toContain(words);
});

test('the end says how long it was', () => {
  const over = memberAlarm({ state: 'OK', changedAt: at(660) });
  const { firingSince: _, ...alarm } = over;
  const alert = openAlert({ status: 'resolved', resolvedAt: at(720), alarms: alarmsOf(alarm) });
  const { subject, message } = mail({ kind: 'resolve', alert });
  expect(subject).toBe('[resolved] storefront prod: probe-home-availability is over');
  expect(message).toContain('is over since 2026-11-23 09:12 UTC, after 12 min');
});

test('what ends late is no news of the end: its headline says what is over, and the rest is told as late', () => {
  const { firingSince: _, ...over } = memberAlarm({ state: 'OK', changedAt: at(660) });
  const late = memberAlarm({ name: 'shop-prod-slo-home-page', ends: 'late' });
  const alert = openAlert({
    status: 'resolved',
    resolvedAt: at(720),
    alarms: alarmsOf(late, over),
  });
  const { subject, message } = mail({ kind: 'resolve', alert });
  expect(subject).toBe('[resolved] storefront prod: probe-home-availability is over');
  expect(message).not.toContain('Fires:');
  expect(message).toMatch(/\nEnds later by itself .*:\n- slo-home-page /);
  for (const channel of ['slack', 'teams'] as const) {
    expect(compose(channel, story({ kind: 'resolve', alert }))).toContain('Ends later by itself');
  }
  const { data } = JSON.parse(compose('webhook', story({ kind: 'resolve', alert })));
  expect(data.alert.alarms.map(({ state }: { state: string }) => state)).toEqual(['OK', 'ALARM']);
});

test('what could not be found out is named, and an alarm without data says so', () => {
  const silent = memberAlarm({ state: 'INSUFFICIENT_DATA', changedAt: at(120) });
  const { message } = mail({
    alert: openAlert({ alarms: alarmsOf(silent) }),
    surroundings: { toggles: [], unavailable: ['feedback', 'release'] },
  });
  expect(message).toContain('no data since 09:02 UTC');
  expect(message).toContain('Not known at present: feedback, release');
});

test('what fires while it is muted is told as silent, and the end does not say that it fires', () => {
  const alarm = memberAlarm({ isAnnounced: false });
  const alert = openAlert({ status: 'resolved', resolvedAt: at(720), alarms: alarmsOf(alarm) });
  const { subject, message } = mail({ kind: 'resolve', alert });
  expect(subject).not.toMatch(/ fires?$/);
  expect(message).not.toContain('Fires:');
  expect(message).toContain('Silent (muted):\n- probe-home-availability');
  const end = JSON.parse(compose('webhook', story({ kind: 'resolve', alert })));
  expect(end.data.alert.alarms).toMatchObject([{ state: 'ALARM', announced: false }]);
  expect(compose('slack', story({ alert }))).toContain('Silent (muted)');
});

test('alarms for which there is no room are counted', () => {
  const alert = openAlert({ leftOut: ['a', 'b'] });
  expect(mail({ alert }).subject).toContain('probe-home-availability and 2 more fire');
  expect(mail({ alert }).message).toContain('and 2 more');
  expect(JSON.parse(compose('webhook', story({ alert }))).data.alert.moreAlarms).toBe(2);
});

test('a test is called one everywhere', () => {
  const alert = openAlert({ service: 'test:hook' });
  expect(mail({ alert }).subject).toBe('[test] Test of route hook in prod');
  expect(mail({ alert }).message).toContain('This is a test of the route hook.');
  expect(JSON.parse(compose('webhook', story({ alert }))).type).toBe('test');
});

test('a webhook has the form that is promised to receivers', () => {
  expect(JSON.parse(compose('webhook', story()))).toMatchObject({
    type: 'alert.triggered',
    timestamp: at(180),
    data: {
      alert: {
        id: openAlert().id,
        project: 'shop',
        stage: 'prod',
        service: 'storefront',
        severity: 'page',
        status: 'open',
        openedAt: at(0),
        alarms: [
          { name: 'shop-prod-probe-home-availability', state: 'ALARM', severity: 'page' },
          { name: 'shop-prod-checkout-latency', measured: { value: 812.345, upper: 300 } },
        ],
      },
      release: { id: 'r-2', commit: 'abc', liveAt: at(-360), previous: 'r-1' },
      toggles: [{ key: 'new-checkout', who: 'ada', why: 'it goes live' }],
      feedback: { total: 12, negative: 5, before: { total: 10, negative: 1 } },
      remedies: [],
      links: { runbook: 'https://runbooks.example.com/checkout' },
    },
  });
});

test('PagerDuty knows repetitions and the end by the id of the alert', () => {
  const event = JSON.parse(compose('pagerduty', story()));
  expect(event).toMatchObject({
    event_action: 'trigger',
    dedup_key: openAlert().id,
    payload: { severity: 'critical', source: 'shop-prod', component: 'storefront' },
  });
  const end = JSON.parse(compose('pagerduty', story({ kind: 'resolve' })));
  expect(end).toEqual({ event_action: 'resolve', dedup_key: openAlert().id, client: 'Afterprod' });
});

test('words of others call nobody in Slack, and are no markup in Teams', () => {
  const alarm = memberAlarm({ sentence: '<!channel> [click](https://evil.example) & *bold*' });
  const alert = openAlert({ alarms: alarmsOf(alarm) });
  const slack = compose('slack', story({ alert }));
  expect(slack).toContain('&lt;!channel&gt; [click]');
  expect(slack).not.toContain('<!channel>');
  const { body } = JSON.parse(compose('teams', story({ alert }))).attachments[0].content;
  const types = new Set((body as { type: string }[]).map(({ type }) => type));
  expect(types).toEqual(new Set(['RichTextBlock']));
});

test('what stands for a runbook and is no web address is no link', () => {
  const alarm = memberAlarm({ runbook: 'javascript:alert(1)' });
  const alert = openAlert({ alarms: alarmsOf(alarm) });
  expect(JSON.parse(compose('webhook', story({ alert }))).data.links.runbook).toBeUndefined();
});

const CHANNELS = ['sns', 'slack', 'teams', 'pagerduty', 'webhook'] as const;

test('five hundred alarms fit into each channel, and the rest is counted', () => {
  const many = Array.from({ length: 500 }, (_, index) =>
    memberAlarm({ name: `shop-prod-a${index}`, sentence: 'x'.repeat(200) }),
  );
  const alert = openAlert({ alarms: alarmsOf(...many) });
  const sizes = CHANNELS.map((channel) => Buffer.byteLength(compose(channel, story({ alert }))));
  expect(Math.max(...sizes)).toBeLessThan(100_000);
  expect(sizes[2]).toBeLessThan(28_000); // Teams takes no more
  expect(mail({ alert }).message).toContain('and 485 more');
  expect(JSON.parse(compose('webhook', story({ alert }))).data.alert.moreAlarms).toBe(400);
  const { blocks } = JSON.parse(compose('slack', story({ alert })));
  for (const { text } of blocks) expect(text.text.length).toBeLessThanOrEqual(3_000);
});

test('whatever words others use: one ASCII line of a subject, and no controls in a mail', () => {
  const words = fc.string({ unit: 'binary', maxLength: 80 });
  fc.assert(
    fc.property(words, words, words, (service, sentence, what) => {
      const alarm = memberAlarm({ name: what || 'a', sentence, owner: what });
      const alert = openAlert({ service, alarms: alarmsOf(alarm) });
      const toggles = [{ key: what, at: at(0), what, who: sentence }];
      const { subject, message } = mail({ alert, surroundings: { toggles, unavailable: [] } });
      expect(subject).toMatch(/^[\x20-\x7e]{1,100}$/);
      expect(message.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      for (const channel of CHANNELS) expect(compose(channel, story({ alert }))).toBeTruthy();
    }),
    { numRuns: 50 },
  );
});
