import { json } from '../../../functions/shared/http.ts';
import { answerRoute, type Responder } from '../../../functions/shared/routes.ts';
import { apiEvent } from '../../support/api-event.ts';

const says =
  (word: string): Responder<{ readonly name: string }> =>
  async (_, { name }) =>
    json(200, { says: `${word} ${name}` });

const ROUTES = {
  'GET /things/{id}': says('here is'),
  'DELETE /things/{id}': says('gone is'),
  'GET /things': says('all of'),
};

const ask = (method: string, path: string) =>
  answerRoute(apiEvent({ method, path }), ROUTES, { name: 'ann' });

test('answers by method and resource, with what it was given', async () => {
  expect((await ask('DELETE', '/things/{id}')).body).toBe('{"says":"gone is ann"}');
  expect((await ask('GET', '/things')).body).toBe('{"says":"all of ann"}');
});

test.each([
  ['PUT', '/things/{id}', 'GET, DELETE'],
  ['DELETE', '/things', 'GET'],
  ['get', '/things', 'GET'],
])('%s %s is told which methods there are', async (method, path, allow) => {
  const { statusCode, headers, body } = await ask(method, path);
  expect(statusCode).toBe(405);
  expect(headers).toMatchObject({ allow, 'content-type': 'application/problem+json' });
  expect(JSON.parse(body)).toMatchObject({ type: 'urn:afterprod:problem:method_not_allowed' });
});

test.each(['/', '/thing', '/{proxy+}', 'constructor', '/things/{id}/x'])(
  'there is nothing at %s',
  async (path) => {
    await expect(ask('GET', path)).rejects.toMatchObject({ code: 'not_found' });
  },
);
