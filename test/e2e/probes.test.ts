import { servePages } from '../../local/page/pages.ts';
import { describeLocalCloud, localJsonIn, writeLocalJson } from '../../local/start/local-json.ts';
import { afterprod } from '../support/afterprod.ts';
import { MINUTE_MS, type Storefront, startStorefront } from '../support/storefront.ts';

let storefront: Storefront;

beforeAll(async () => {
  storefront = await startStorefront();
  servePages(storefront.cloud, 'prod'); // by which the command knows that it runs
  writeLocalJson(storefront.folder, describeLocalCloud(storefront.cloud, 'prod'));
  await storefront.minutes(2); // cold starts
});

afterAll(() => storefront?.stop());

/** What the prober writes while driven time moves on. */
async function recordsOf(minutes: number): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const before = storefront.heard.length;
  await storefront.minutes(minutes);
  return storefront.heard
    .slice(before)
    .flatMap((event) => (event.kind === 'metric' ? [event.record] : []))
    .filter((record) => 'Runs' in record || 'probe' in record);
}

/** `afterprod probes … --local` as a person runs it beside `npm start`. */
const probes = (...args: readonly string[]) =>
  afterprod(['probes', ...args, '--local'], { AFTERPROD_LOCAL: localJsonIn(storefront.folder) });

test('each minute brings one result for each probe, and one run', async () => {
  const records = await recordsOf(3);
  expect(records.map(({ probe }) => probe ?? 'run').sort()).toEqual([
    ...['health', 'health', 'health'],
    ...['page', 'page', 'page'],
    ...['run', 'run', 'run'],
  ]);
  expect(records.filter(({ Up }) => Up === 0)).toEqual([]);
});

test('a result names the release that it judges', async () => {
  const [record] = await recordsOf(1);
  expect(record).toMatchObject({
    Project: 'storefront',
    Stage: 'prod',
    outcome: 'up',
    status: 200,
    release: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
});

test('a storefront that fails is down, in words', async () => {
  await storefront.switchToggle('storefront-failing', 'on');
  await storefront.minutes(1); // the storefront learns of it within ten seconds
  const records = await recordsOf(1);
  expect(records.find(({ probe }) => probe === 'health')).toMatchObject({
    Up: 0,
    outcome: 'down',
    attempts: 2,
    sentence:
      "status was 503, expected 200–299; health was fail: The toggle 'storefront-failing' is on.",
  });
  expect(records.find(({ probe }) => probe === 'page')).toMatchObject({
    Up: 0,
    sentence: 'status was 500, expected 200–299',
  });
  const { stdout } = await probes('history', 'page');
  expect(stdout).toMatch(
    /UTC {2}page down for \d.*, and still is: status was 500, expected 200–299$/m,
  );
  expect(await probes('run', 'page')).toMatchObject({ code: 1, stderr: 'error: page is down.\n' });
  await storefront.switchToggle('storefront-failing', 'off');
  await storefront.minutes(1);
});

test('a storefront that is slow is up', async () => {
  await storefront.switchToggle('storefront-slow', 'on');
  await storefront.minutes(1);
  const records = await recordsOf(1);
  const page = records.find(({ probe }) => probe === 'page');
  expect(page).toMatchObject({ Up: 1 });
  expect(page?.['firstByteMs']).toBeGreaterThanOrEqual(790);
  await storefront.switchToggle('storefront-slow', 'off');
  await storefront.minutes(1);
});

test('the command tells what is probed and how it is, and probes from the laptop', async () => {
  await storefront.minutes(1);
  const { stdout } = await probes('list');
  expect(stdout).toMatch(/^health {2}http {2}every 1 min {2}up .* ago +status was 200/m);
  const { stdout: seen, ...rest } = await probes('run');
  expect(rest).toEqual({ code: 0, stderr: '' });
  expect(seen).toMatch(
    /^page {2}up: status was 200 after \d+ ms\n {2}connect .*\n {2}first byte /m,
  );
});

test('while the releases table is out of reach, probes go on and name the release that was last known', async () => {
  const [known] = await recordsOf(1);
  const untilMs = storefront.cloud.clock.now() + 2 * MINUTE_MS;
  storefront.cloud.faults.inject({ service: 'dynamodb', kind: 'outage', untilMs });
  const records = await recordsOf(1);
  storefront.cloud.faults.clear();
  expect(records.filter(({ Up }) => Up === 1)).toHaveLength(2);
  expect(records[0]?.['release']).toBe(known?.['release']);
});
