import { toggle } from '../support/toggle-builders.ts';
import { startTogglesCloud, type TogglesCloud } from '../support/toggles-cloud.ts';

jest.setTimeout(60_000); // each test starts processes

let cloud: TogglesCloud;

beforeAll(async () => {
  cloud = await startTogglesCloud();
});
afterAll(() => cloud.stop());

const metadata = { owner: 'shop', expires: '2030-01-01', description: 'A test' };

test('a toggle may have a name that every object inherits', async () => {
  await cloud.put('prod', Object.fromEntries([['constructor', toggle({ metadata })]]));
  expect(await cloud.togglesJson('list')).toEqual({
    toggles: [
      {
        key: 'constructor',
        serves: 'off',
        variant: 'off',
        state: 'enabled',
        hasRules: false,
        owner: 'shop',
        expires: '2030-01-01',
      },
    ],
  });
  expect(await cloud.togglesJson('show', 'constructor')).not.toHaveProperty('kill');
  expect(await cloud.togglesJson('set', 'constructor', 'on')).toMatchObject({
    changed: true,
    changes: [{ key: 'constructor', before: 'off', after: 'on' }],
  });
});
