import { nodeVersionProblem } from '../../../local/start/node-version.ts';

test.each(['20.19.0', '20.20.2', '22.1.0', '24.0.0', '25.3.0-nightly'])(
  '%s is new enough',
  (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  },
);

test.each(['18.20.0', '20.18.9', '0.12.0'])('%s is too old, and what to do is said', (version) => {
  expect(nodeVersionProblem(version)).toMatch(/too old.*Install Node 24/);
});
