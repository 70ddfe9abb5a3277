import { readProbesJson } from '../../../../functions/probes/targets/read-probes-json.ts';

const certificate = { on: 'certificate', atLeastDays: 7 };
const status = { on: 'status', ranges: [[200, 299]] };
const expected = [status, certificate];

/** What is left of the expectations of a configuration's targets. */
function expectationsLeft(root: string) {
  const text = JSON.stringify({
    targets: [
      { kind: 'http', request: { url: '@@0@@health' }, expect: expected },
      { kind: 'journey', expect: [], steps: [{ request: { url: '@@0@@' }, expect: expected }] },
      { kind: 'tls', host: 'example.com', expect: [certificate] },
    ],
    maintenance: [],
  });
  return readProbesJson(text, [root]).targets.map((target) =>
    target.kind === 'journey' ? target.steps.map((step) => step.expect) : target.expect,
  );
}

test('a service over https owes its certificate', () => {
  expect(expectationsLeft('https://shop.example.com/')).toEqual([
    expected,
    [expected],
    [certificate],
  ]);
});

test('a service that turns out to be of http owes none', () => {
  expect(expectationsLeft('http://127.0.0.1:8080/')).toEqual([[status], [[status]], [certificate]]);
});
