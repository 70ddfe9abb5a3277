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
