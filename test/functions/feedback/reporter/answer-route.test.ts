import { answerRoute } from '../../../../functions/feedback/reporter/answer-route.ts';
import { json } from '../../../../functions/shared/http.ts';
import { apiEvent } from '../../../support/api-event.ts';

const ROUTE = 'DELETE /v1/feedback/{id}';
const options = { allowedOrigins: ['https://shop.example'], log: { error: () => {} } };

test('answers its method, readable by the pages that may', async () => {
  const event = apiEvent({ method: 'DELETE', headers: { Origin: 'https://shop.example' } });
  const { statusCode, headers } = await answerRoute(
    event,
    ROUTE,
    async () => json(200, {}),
    options,
  );
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://shop.example' });
});

test.each(['GET', 'PUT', 'DELETEX', ''])(
  'refuses the method %j, and names those of the path',
  async (method) => {
    const work = async () => Promise.reject(new Error('must not run'));
    const answer = await answerRoute(apiEvent({ method }), ROUTE, work, options);
    expect(answer.statusCode).toBe(405);
    expect(answer.headers?.['allow']).toBe('GET, DELETE, OPTIONS');
    expect(JSON.parse(answer.body)).toMatchObject({
      type: 'urn:afterprod:problem:method_not_allowed',
    });
  },
);
