import { type MarkerRequest, markOf } from '../../../functions/releases/marker.ts';
import { markerRequestOf } from '../../../functions/releases/marker-request.ts';

const AT = '2026-11-23T09:00:00.000Z';

function request(differing: Partial<MarkerRequest>): MarkerRequest {
  const properties = { Mark: 'started', ReleaseId: 'r2', Commit: 'c2' } as const;
  return { type: 'Create', requestId: 'q1', properties, ...differing };
}

test('the first deployment of a service starts a release', () => {
  const expected = { kind: 'started', markId: 'q1', releaseId: 'r2', commit: 'c2', at: AT };
  expect(markOf(request({}), AT)).toEqual(expected);
});

test('a later one says which release it replaces', () => {
  const previous = { Mark: 'started', ReleaseId: 'r1' } as const;
  expect(markOf(request({ type: 'Update', previous }), AT)).toMatchObject({
    kind: 'started',
    replaces: 'r1',
  });
});

test('a change that is not of the release is no deployment', () => {
  const previous = { Mark: 'started', ReleaseId: 'r2' } as const;
  expect(markOf(request({ type: 'Update', previous }), AT)).toBeUndefined();
});

test('taking the marker away ends the release', () => {
  expect(markOf(request({ type: 'Delete' }), AT)).toMatchObject({ kind: 'ended', releaseId: 'r2' });
});

const event = {
  RequestType: 'Update',
  ServiceToken: 'arn:aws:lambda:eu-central-1:111111111111:function:marker',
  ResponseURL: 'https://example.com/',
  StackId: 'stack',
  RequestId: 'q1',
  LogicalResourceId: 'Start',
  PhysicalResourceId: 'Start',
  ResourceType: 'Custom::AfterprodRelease',
  ResourceProperties: { ServiceToken: '', Mark: 'live', ReleaseId: 'r2' },
  OldResourceProperties: { ServiceToken: '', Mark: 'live', ReleaseId: 'r1' },
} as const;

test("CloudFormation's event becomes a request", () => {
  expect(markerRequestOf(event)).toEqual({
    type: 'Update',
    requestId: 'q1',
    properties: { Mark: 'live', ReleaseId: 'r2' },
    previous: { Mark: 'live', ReleaseId: 'r1' },
  });
});

test.each([
  [{ Mark: 'done', ReleaseId: 'r1' }, "Mark is 'done'"],
  [{ Mark: 'live' }, "ReleaseId is 'undefined'"],
  [{ Mark: 'live', ReleaseId: '' }, "ReleaseId is ''"],
])('properties %j are refused', (properties, message) => {
  const ResourceProperties = { ServiceToken: '', ...properties };
  expect(() => markerRequestOf({ ...event, ResourceProperties })).toThrow(message);
});

function commitsIn(properties: Readonly<Record<string, unknown>>) {
  const ResourceProperties = { ...event.ResourceProperties, ...properties };
  return markerRequestOf({ ...event, ResourceProperties }).commits;
}

test('what the release consists of comes along', () => {
  const Commits = '0123456789ab#12 123456789abc#7#8';
  expect(commitsIn({ Commits, Repository: 'acme/shop' })).toEqual({
    repository: 'acme/shop',
    commits: ['0123456789ab#12', '123456789abc#7#8'],
  });
  expect(commitsIn({ Commits })).toEqual({ commits: Commits.split(' ') });
});

test.each([
  [{ Commits: 7 }, undefined],
  [{ Commits: '' }, undefined],
  [{ Commits: 'HEAD ABCDEF012345 0123456789ab#0 0123456789ab0' }, undefined],
  [{ Commits: 'HEAD  0123456789ab', Repository: ['acme'] }, { commits: ['0123456789ab'] }],
  [{ Commits: '0123456789ab', Repository: 'a b/c' }, { commits: ['0123456789ab'] }],
])('of %j no commit is taken that is none, and no deployment fails', (properties, expected) => {
  expect(commitsIn(properties)).toEqual(expected);
});

test('of more commits than a release tells the newest are taken', () => {
  const Commits = Array.from({ length: 300 }, (_, index) => index.toString(16).padStart(12, '0'));
  expect(commitsIn({ Commits: Commits.join(' ') })?.commits).toEqual(Commits.slice(0, 200));
});
