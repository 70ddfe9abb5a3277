import type { Route } from '../../../../functions/alerts/alerts-config.ts';
import {
  isReleaseNews,
  releaseNewsId,
  releaseStep,
} from '../../../../functions/alerts/deliveries/release-news.ts';
import { releaseSubject } from '../../../../functions/alerts/deliveries/release-subject.ts';
import { releaseWakes } from '../../../../functions/alerts/deliveries/release-wakes.ts';
import { MemoryAlertStore } from '../../../../functions/alerts/store/memory-alert-store.ts';
import { at, openAlert } from '../../../support/alerts.ts';

const LIVE = { id: 'r-2', commit: 'abc', liveAt: at(0), previous: 'r-1' };
const IDENTITY = { project: 'shop', stage: 'prod' };
const PAGERDUTY: Route = {
  name: 'duty',
  severities: ['page'],
  channel: 'pagerduty',
  secretId: 's',
  region: 'us',
};
const SLACK: Route = { name: 'chat', severities: ['page'], channel: 'slack', secretId: 's' };
const now = (seconds: number) => Date.parse(at(seconds));

test('PagerDuty alone hears of a release, once', async () => {
  const store = new MemoryAlertStore();
  const routes = { routes: [SLACK, PAGERDUTY] };
  const alertId = releaseNewsId(LIVE);
  const wake = { alertId, route: 'duty' };
  expect(await releaseWakes(LIVE, routes, store, now(60))).toEqual([wake]);
  await store.saveDelivery({ ...wake, version: 1, messages: 1, toldKind: 'trigger' }, 0);
  expect(await releaseWakes(LIVE, routes, store, now(60))).toEqual([]);
  expect(await releaseWakes(undefined, routes, store, now(60))).toEqual([]);
});

test('what is live for more than an hour is no news', () => {
  const none = { alertId: 'a', route: 'duty', version: 0, messages: 0 };
  expect(releaseStep(LIVE, none, now(3_600))).toEqual({ kind: 'compose', message: 'trigger' });
  expect(releaseStep(LIVE, none, now(3_601))).toEqual({ kind: 'done' });
});

test('each time that a release goes live is news of its own, and none of them an alert', () => {
  expect(isReleaseNews(releaseNewsId(LIVE))).toBe(true);
  expect(releaseNewsId({ ...LIVE, liveAt: at(60) })).not.toBe(releaseNewsId(LIVE));
  expect(isReleaseNews(openAlert({ service: 'release' }).id)).toBe(false);
});

test('a change event says what took the place of what; of a release that is gone nobody is told', async () => {
  const id = releaseNewsId(LIVE);
  expect(releaseSubject(id, { ...LIVE, id: 'r-3' }, IDENTITY)).toBeUndefined();
  const body = await releaseSubject(id, LIVE, IDENTITY)?.compose('trigger');
  expect(JSON.parse(body ?? '')).toEqual({
    payload: {
      summary: 'shop prod: release r-2 is live',
      source: 'shop-prod',
      timestamp: at(0),
      custom_details: { release: 'r-2', commit: 'abc', before: 'r-1' },
    },
  });
});
