/**
 * Writes `fixtures/latency.csv`: two weeks of a service's latency in milliseconds, one point every five minutes, always the
 * same. A day's rhythm with its peak in the early afternoon, quieter weekends, noise with a long tail, two incidents.
 */
const { writeFileSync } = require('node:fs');
const path = require('node:path');

const STEP_MS = 300_000;
const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 2); // a Monday
const POINTS = (14 * DAY_MS) / STEP_MS;

/** A deployment that was slow for 40 minutes, and a database that ran out of connections in a night. */
const INCIDENTS = [
  { from: '2026-11-10T13:20:00Z', to: '2026-11-10T14:00:00Z', times: 2.6 },
  { from: '2026-11-13T02:10:00Z', to: '2026-11-13T04:40:00Z', times: 2.1 },
];

function latencyFixture() {
  const random = mulberry32(20261102);
  const lines = Array.from({ length: POINTS }, (_, i) => {
    const atMs = START_MS + i * STEP_MS;
    const value = rhythm(atMs) * noise(random) * slowness(atMs);
    return `${new Date(atMs).toISOString().replace('.000', '')},${value.toFixed(1)}`;
  });
  return `timestamp,value\n${lines.join('\n')}\n`;
}

/** 120 ms in the night, 220 ms at 14:00 UTC, a fifth of the swing on weekends. */
function rhythm(atMs) {
  const hour = (atMs % DAY_MS) / 3_600_000;
  const isWeekend = [0, 6].includes(new Date(atMs).getUTCDay());
  const swing = (1 + Math.cos((2 * Math.PI * (hour - 14)) / 24)) / 2;
  return 120 + 100 * swing * (isWeekend ? 0.2 : 1);
}

/** Normal, 6 %; one point in two hundred is half as slow again, as when a function starts cold. */
function noise(random) {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return (1 + 0.06 * normal) * (random() < 0.005 ? 1.5 : 1);
}

function slowness(atMs) {
  const incident = INCIDENTS.find(
    ({ from, to }) => atMs >= Date.parse(from) && atMs < Date.parse(to),
  );
  return incident ? incident.times : 1;
}

/** A small generator of random numbers from 0 to 1 that is the same everywhere. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

module.exports = { latencyFixture };

if (require.main === module) {
  writeFileSync(path.join(__dirname, '../fixtures/latency.csv'), latencyFixture());
}
