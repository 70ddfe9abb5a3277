import type { ServiceState } from '../../../../functions/alerts/alert.ts';
import { applyTransitions } from '../../../../functions/alerts/grouping/apply-transitions.ts';
import { settle } from '../../../../functions/alerts/grouping/settle.ts';
import type { Transition } from '../../../../functions/alerts/transition.ts';
import { at, transition } from '../../../support/alerts.ts';

const NOBODY: ServiceState = { service: 'storefront', version: 0, alarms: {} };
const circumstances = {
  nowMs: Date.parse(at(0)),
  settleSeconds: 60,
  waitSeconds: 10,
  suffix: 'bcdf',
};

const ok = (seconds: number, differences: Partial<Transition> = {}) =>
  transition({ state: 'OK', at: at(seconds), ...differences });

/** What transitions make of a state, one after another, each when it happened. */
function after(transitions: readonly Transition[], start = NOBODY): ServiceState {
  return transitions.reduce(
    (state, each) =>
      applyTransitions(state, [each], { ...circumstances, nowMs: Date.parse(each.at) }).state,
    start,
  );
}

const texts = (transitions: readonly Transition[]) =>
  applyTransitions(NOBODY, transitions, circumstances).events.map(({ text }) => text);

test('the first alarm opens an alert, from when its breach began', () => {
  const { alert, untold } = after([transition({ beganAt: at(-120) })]);
  expect(alert).toMatchObject({
    id: expect.stringMatching(/^storefront-[a-z0-9]{6}-bcdf$/),
    status: 'open',
    severity: 'page',
    openedAt: at(0),
    beganAt: at(-120),
    revision: 1,
  });
  expect(untold).toEqual([alert?.id]);
});

test('further alarms join it: the most urgent severity counts, and stays', () => {
  const slow = { alarmName: 'slow', facts: { service: 'storefront', severity: 'ticket' } } as const;
  const state = after([transition(slow), transition({ at: at(30) }), ok(40)]);
  expect(state.alert).toMatchObject({ status: 'open', severity: 'page', revision: 3 });
  expect(Object.keys(state.alert?.alarms ?? {})).toHaveLength(2);
});

test('500 alarms of one moment are one alert of one revision, and 500 lines of its timeline', () => {
  const flood = Array.from({ length: 500 }, (_, index) => transition({ alarmName: `a${index}` }));
  const { state, events } = applyTransitions(NOBODY, flood, circumstances);
  expect(state.alert?.revision).toBe(1);
  expect(Object.keys(state.alert?.alarms ?? {})).toHaveLength(500);
  expect(events.filter(({ kind }) => kind === 'alarm')).toHaveLength(500);
  const more = applyTransitions(state, [transition({ alarmName: 'b' })], circumstances).state;
  expect(more.alarms).toBe(state.alarms); // no room: it is counted
  expect(more.alert).toMatchObject({ severity: 'page', leftOut: ['b'] });
  expect(applyTransitions(more, [ok(1, { alarmName: 'b' })], circumstances).state.alert).toEqual(
    state.alert,
  );
  const isOver = applyTransitions(state, [ok(1, { alarmName: 'a0' })], circumstances).state;
  const replaced = applyTransitions(isOver, [transition({ alarmName: 'b' })], circumstances).state;
  expect(replaced.alarms).toMatchObject({ b: { state: 'ALARM' } });
  expect(replaced.alarms).not.toHaveProperty('a0');
  expect(Object.keys(replaced.alert?.alarms ?? {})).toHaveLength(500);
  expect(replaced.alert?.alarms).toMatchObject({ b: { state: 'ALARM' } });
});

test('a page above 500 infos is told as one, and whoever made room keeps the alert open until it is over', () => {
  const facts = { service: 'storefront', severity: 'info' } as const;
  const flood = Array.from({ length: 500 }, (_, index) =>
    transition({ alarmName: `a${index}`, facts, at: at(index) }),
  );
  const full = applyTransitions(NOBODY, flood, circumstances).state;
  const page = transition({ alarmName: 'down', at: at(501) });
  const state = after([page], full);
  expect(state.alert).toMatchObject({ severity: 'page', revision: 2, leftOut: ['a499'] });
  expect(state.alert?.alarms).toMatchObject({ down: { state: 'ALARM' } });
  const names = [...Array.from({ length: 499 }, (_, index) => `a${index}`), 'down'];
  const ends = names.map((alarmName) => ok(600, { alarmName }));
  const left = applyTransitions(state, ends, circumstances).state;
  expect(left.alert?.status).toBe('open');
  expect(after([ok(601, { alarmName: 'a499' })], left).alert?.status).toBe('settling');
});

test('when none fires it settles, and is resolved when nothing came back in time: since the last one ended', () => {
  const settling = after([transition(), ok(30)]);
  expect(settling.alert).toMatchObject({ status: 'settling', settlesAt: at(90), revision: 1 });
  expect(settle(settling, Date.parse(at(89))).state).toBe(settling);
  const { state, events } = settle(settling, Date.parse(at(90)));
  expect(state.alert).toMatchObject({ status: 'resolved', resolvedAt: at(30), revision: 2 });
  expect(state.alert).not.toHaveProperty('settlesAt');
  expect(events).toMatchObject([{ key: 'resolved', at: at(90) }]);
});

test('an alarm that comes back while it settles is the same alert and no news; another one is news', () => {
  const back = after([transition(), ok(30), transition({ at: at(60) })]);
  expect(back.alert).toMatchObject({ status: 'open', revision: 1, openedAt: at(0) });
  const other = after([transition(), ok(30), transition({ at: at(60), alarmName: 'other' })]);
  expect(other.alert).toMatchObject({ status: 'open', revision: 2, openedAt: at(0) });
});

test('what comes and goes all day is a handful of alerts: each end makes the next one settle for longer', () => {
  const opened = new Set<string>();
  let state = NOBODY;
  for (let seconds = 0; seconds < 86_400; seconds += 180) {
    state = after([transition({ at: at(seconds) })], state);
    opened.add(state.alert?.openedAt ?? '');
    state = after([ok(seconds + 60)], state);
    for (const later of [60, 120]) {
      state = settle(state, Date.parse(at(seconds + 60 + later))).state;
    }
  }
  expect(opened.size).toBeLessThan(6);
  expect(settle(state, Date.parse(at(86_400 + 900))).state.alert?.status).toBe('resolved');
});

test('settling grows to a quarter of an hour at most, and is as it was after a quiet hour', () => {
  const recentEnds = [100, 200, 300, 400, 500].map(at);
  const settlesAt = (seconds: number) =>
    after([transition({ at: at(seconds) }), ok(seconds + 10)], { ...NOBODY, recentEnds }).alert
      ?.settlesAt;
  expect(settlesAt(600)).toBe(at(1_510));
  expect(settlesAt(4_000)).toBe(at(4_000 + 10 + 120));
  expect(settlesAt(4_200)).toBe(at(4_270));
});

test('after it is resolved the next alarm opens another alert', () => {
  const resolved = settle(after([transition(), ok(30)]), Date.parse(at(90))).state;
  const { alert, untold } = after([transition({ at: at(200) })], resolved);
  expect(alert).toMatchObject({ status: 'open', openedAt: at(200), revision: 1 });
  expect(untold).toEqual([resolved.alert?.id, alert?.id]);
});

test('what is older than what is known changes nothing', () => {
  const state = after([transition({ at: at(0) }), ok(30)]);
  expect(after([transition({ at: at(10) })], state)).toBe(state);
  expect(after([ok(-5)], after([transition()])).alert?.status).toBe('open');
});

test('the same by another way changes nothing, but adds what the first did not say', () => {
  const state = after([transition({ measured: { value: 5, upper: 3 } })]);
  expect(after([transition()], state)).toBe(state);
  const { alarms } = after([transition({ measured: { value: 5, lower: 1, upper: 3 } })], state);
  expect(Object.values(alarms)[0]?.measured).toEqual({ value: 5, lower: 1, upper: 3 });
  const { events } = applyTransitions(state, [transition({ beganAt: at(-60) })], circumstances);
  expect(events).toEqual([]);
});

test('of two states at one moment ALARM counts, whichever comes first', () => {
  expect(after([transition(), ok(0)]).alert?.status).toBe('open');
  expect(after([ok(0), transition()]).alert?.status).toBe('open');
});

test('a muted alarm opens nothing, until its action runs when the silence ends', () => {
  const muted = after([transition({ isMuted: true })]);
  expect(muted.alert).toBeUndefined();
  const { alert } = after([transition({ source: 'sns' })], muted);
  expect(alert).toMatchObject({ status: 'open', openedAt: at(0) });
});

test('an alarm that was told of stays told of when its end comes muted, or its state again', () => {
  const again = transition({ at: at(10), isMuted: true });
  expect(after([transition(), again]).alert?.status).toBe('open');
  expect(after([transition(), again, ok(20, { isMuted: true })]).alert?.status).toBe('settling');
});

test('one that was over and comes back muted is silent', () => {
  const state = after([transition(), ok(10), transition({ at: at(20), isMuted: true })]);
  expect(state.alert?.status).toBe('settling');
});

test('an alarm without data neither opens an alert nor ends one', () => {
  const dark = { state: 'INSUFFICIENT_DATA' } as const;
  expect(after([transition(dark)]).alert).toBeUndefined();
  const blind = after([transition(), transition({ ...dark, at: at(60) })]);
  expect(blind.alert?.status).toBe('open');
  expect(Object.values(blind.alert?.alarms ?? {})[0]).toMatchObject({
    state: 'INSUFFICIENT_DATA',
    firingSince: at(0),
  });
  expect(after([ok(70)], blind).alert?.status).toBe('settling');
});

test('an alarm of which nobody hears does not keep an alert open', () => {
  const silent = transition({ alarmName: 'silent', isMuted: true });
  expect(after([transition(), silent, ok(30)]).alert?.status).toBe('settling');
});

test('the timeline tells each step in words', () => {
  const told = texts([
    transition({ alarmName: 'slow', facts: { service: 'storefront', severity: 'ticket' } }),
    transition({ at: at(1), sentence: 'down\u001b[31m' }),
    transition({ at: at(2), alarmName: 'quiet', isMuted: true }),
    ok(3),
    transition({ at: at(4), alarmName: 'slow', state: 'INSUFFICIENT_DATA' }),
    ok(5, { alarmName: 'slow' }),
    transition({ at: at(6) }),
  ]);
  expect(told).toEqual([
    "slow fires: Whether probe 'home' reaches the service from outside.",
    'Opened: ticket, of storefront',
    'shop-prod-probe-home-availability fires: down [31m',
    'Is a page now',
    'quiet fires, but silently: it is muted, suppressed, or its band still learns',
    'shop-prod-probe-home-availability is over',
    'slow has no data',
    'slow is over',
    'No alarm fires any more',
    "shop-prod-probe-home-availability fires: Whether probe 'home' reaches the service from outside.",
    'Goes on: an alarm came back',
  ]);
});

test('one that never fired is not over', () => {
  const told = texts([transition(), ok(5, { alarmName: 'calm' })]);
  expect(told.filter((text) => text.startsWith('calm'))).toEqual([]);
});

test('an echo of what fires is no news, and more urgent news are', () => {
  const facts = { service: 'storefront', severity: 'info', ends: 'late' } as const;
  const echo = transition({ at: at(60), alarmName: 'unhealthy', facts });
  const opened = after([transition()]);
  expect(after([echo], opened).alert?.revision).toBe(1);
  expect(after([transition()], after([echo])).alert?.revision).toBe(2);
  const urgent = transition({
    at: at(60),
    alarmName: 'burn',
    facts: { ...facts, severity: 'page' },
  });
  const ticket = after([transition({ facts: { service: 'storefront', severity: 'ticket' } })]);
  expect(after([urgent], ticket).alert?.revision).toBe(2);
});

test('alarms that are over for a day are forgotten', () => {
  const state = after([ok(0), transition({ alarmName: 'fires' })]);
  const { alarms } = settle(state, Date.parse(at(86_400))).state;
  expect(Object.keys(alarms)).toEqual(['fires']);
});

test('names that objects have of their own are names', () => {
  const state = after([transition({ alarmName: 'constructor' })]);
  expect(state.alert?.status).toBe('open');
  expect(after([ok(1, { alarmName: 'constructor' })], state).alert?.status).toBe('settling');
});
