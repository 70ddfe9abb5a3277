import { eraseOwn } from '../../../../functions/feedback/reporter/erase-own.ts';
import { OWN, ownEvent, storeWithOwn } from '../../../support/reporter.ts';

test('erases, and says so with nothing', async () => {
  const store = await storeWithOwn();
  expect(await eraseOwn(ownEvent({ method: 'DELETE' }), store)).toMatchObject({
    statusCode: 204,
    body: '',
  });
  expect(await store.read(OWN.id)).toBeUndefined();
});

test('a second time it is not there', async () => {
  const store = await storeWithOwn();
  await eraseOwn(ownEvent({ method: 'DELETE' }), store);
  await expect(eraseOwn(ownEvent({ method: 'DELETE' }), store)).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('erases nothing of others', async () => {
  const store = await storeWithOwn();
  const headers = { Authorization: 'Bearer of-another' };
  await expect(eraseOwn(ownEvent({ headers }), store)).rejects.toMatchObject({ code: 'not_found' });
  expect(await store.find(OWN.id)).toEqual(OWN);
});
