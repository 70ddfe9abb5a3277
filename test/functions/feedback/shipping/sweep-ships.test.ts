import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { shippingStage } from '../../../support/shipping-stage.ts';

const [R1, R2] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'];
const FIX = 'f0f0f0f0f0f0';
const OTHER = 'e1e1e1e1e1e1';

let stage: ReturnType<typeof shippingStage>;

beforeEach(async () => {
  stage = shippingStage();
  await stage.report('one');
});

describe('is shipped', () => {
  test('when a release with the linked commit goes live', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, OTHER);
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
    await stage.deploy(R2, FIX, OTHER);
    expect(await stage.sweep()).toEqual({ shipped: 1, takenBack: 0, failed: 0 });
    const { events } = (await stage.store.read('one')) ?? {};
    expect(events?.at(-1)).toEqual({
      type: 'status',
      at: expect.any(String),
      who: 'afterprod',
      from: 'new',
      to: 'shipped',
      release: R2,
    });
  });

  test('when it is linked to what is live already, and by its pull request', async () => {
    await stage.deploy(R1, `${FIX}#12`);
    await stage.link('one', 'acme/shop#12');
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R1}`);
  });

  test('by the first of two links that is live', async () => {
    await stage.link('one', FIX);
    await stage.link('one', OTHER);
    await stage.deploy(R1, OTHER);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R1}`);
  });

  test('where nobody knows the history, by the releases that went live and are not taken back', async () => {
    await stage.deploy(FIX);
    await stage.deploy(R2);
    await stage.link('one', FIX);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });

  test('not by what is on its way, nor where nothing is live', async () => {
    await stage.link('one', FIX);
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
    expect(await stage.look('one')).toBe('new');
  });

  test('once, however often we are told of the release', async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    await Promise.all([stage.sweep(), stage.sweep(), stage.sweep()]);
    await stage.sweep();
    expect((await stage.store.read('one'))?.events).toHaveLength(2);
  });
});

describe('behind a toggle it is shipped', () => {
  beforeEach(async () => {
    await stage.link('one', FIX, 'new-checkout');
    await stage.deploy(R1, FIX);
  });

  test('when that is on', async () => {
    await stage.sweep();
    expect(await stage.look('one')).toBe('new');
    stage.on.add('new-checkout');
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R1}`);
  });

  test('to whoever has it already, by what their own page told', async () => {
    await stage.report('two', { context: { toggles: { 'new-checkout': 'on' } } });
    await stage.link('two', FIX, 'new-checkout');
    await stage.sweep();
    expect(await stage.look('two')).toBe(`shipped by ${R1}`);
    expect(await stage.look('one')).toBe('new');
  });

  test('not to whose page told nothing of it, whatever objects have by birth', async () => {
    await stage.report('two', { context: { toggles: { other: 'on' } } });
    await stage.link('two', FIX, 'constructor');
    const readToggles = async () => (_: string, had: unknown) => had !== undefined;
    expect(await stage.sweep({ readToggles })).toMatchObject({ shipped: 0 });
  });

  test('not while toggles cannot be read; what is behind none is', async () => {
    await stage.report('two');
    await stage.link('two', FIX);
    const readToggles = () => Promise.reject(new Unavailable('DynamoDB does not answer'));
    expect(await stage.sweep({ readToggles })).toEqual({ shipped: 1, takenBack: 0, failed: 1 });
    expect(await stage.look('one')).toBe('new');
    expect(stage.failures).toEqual(['toggles']);
  });

  test('and toggles are not read where no link that is live is behind one', async () => {
    await stage.deploy(R2, OTHER);
    const readToggles = () => Promise.reject(new Error('nobody asked'));
    expect(await stage.sweep({ readToggles })).toMatchObject({ failed: 0 });
  });
});

describe('what was found to be still broken', () => {
  beforeEach(async () => {
    await stage.link('one', FIX);
    await stage.deploy(R1, FIX);
    await stage.sweep();
    await stage.say('one', 'still-broken');
  });

  test('is new, and not shipped again by the same links', async () => {
    await stage.sweep();
    await stage.deploy(R2, OTHER, FIX);
    await stage.sweep();
    expect(await stage.look('one')).toBe('new');
  });

  test('is not shipped again by the same release, whatever is linked', async () => {
    await stage.releases.keepCommits(R1, { commits: [OTHER, FIX] });
    await stage.link('one', OTHER);
    await stage.sweep();
    expect(await stage.look('one')).toBe('new');
  });

  test('is shipped by another release that has what was linked since', async () => {
    await stage.link('one', OTHER);
    await stage.deploy(R2, OTHER, FIX);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });
});

test('what was found to be fixed, and is opened and linked again, may be shipped by the same release', async () => {
  await stage.link('one', FIX);
  await stage.deploy(R1, FIX);
  await stage.sweep();
  await stage.say('one', 'fixed');
  await stage.move('one', 'in-progress');
  await stage.link('one', FIX);
  expect(await stage.sweep()).toMatchObject({ shipped: 1 });
});
