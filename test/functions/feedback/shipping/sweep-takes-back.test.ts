import { shippingStage } from '../../../support/shipping-stage.ts';

const [R1, R2, R3] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'];
const FIX = 'f0f0f0f0f0f0';
const OTHER = 'e1e1e1e1e1e1';

let stage: ReturnType<typeof shippingStage>;

beforeEach(async () => {
  stage = shippingStage();
  await stage.report('one');
});

describe('is taken back', () => {
  beforeEach(async () => {
    await stage.deploy(R1, OTHER);
    await stage.link('one', FIX);
    await stage.deploy(R2, FIX, OTHER);
    await stage.sweep();
    await stage.deploy(R1, OTHER);
  });

  test('with its release, and shipped by the next that has it', async () => {
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 1, failed: 0 });
    const { events } = (await stage.store.read('one')) ?? {};
    expect(events?.at(-1)).toMatchObject({
      who: 'afterprod',
      from: 'shipped',
      to: 'in-progress',
      release: R2,
      reason: 'taken-back',
    });
    await stage.deploy(R3, FIX, OTHER);
    expect(await stage.sweep()).toEqual({ shipped: 1, takenBack: 0, failed: 0 });
    expect(await stage.look('one')).toBe(`shipped by ${R3}`);
  });

  test('and shipped by the same release when that comes back', async () => {
    await stage.sweep();
    await stage.deploy(R2, FIX, OTHER);
    await stage.sweep();
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });

  test('not where the release that came back has it as well', async () => {
    await stage.releases.keepCommits(R1, { commits: [FIX] });
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
    expect(await stage.look('one')).toBe(`shipped by ${R2}`);
  });

  test('not where its reporter said that it is fixed', async () => {
    await stage.say('one', 'fixed');
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
  });

  test('not where the team had another word since', async () => {
    await stage.move('one', 'planned');
    await stage.move('one', 'shipped');
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
    expect(await stage.look('one')).toBe('shipped');
  });

  test('not where another release has shipped it, meanwhile', async () => {
    const store = stage.storeWith({ idsShippedBy: async () => ['one'] });
    await stage.sweep();
    await stage.deploy(R3, FIX, OTHER);
    await stage.sweep();
    await stage.releases.keepCommits(R3, { commits: [OTHER] });
    expect(await stage.sweep({ store })).toMatchObject({ takenBack: 0 });
    expect(await stage.look('one')).toBe(`shipped by ${R3}`);
  });

  test('not where a newer release followed instead', async () => {
    await stage.deploy(R2, FIX, OTHER);
    await stage.deploy(R3, FIX, OTHER);
    expect(await stage.sweep()).toMatchObject({ takenBack: 0 });
  });
});

describe('is left alone', () => {
  beforeEach(() => stage.link('one', FIX));

  test.each(['shipped', 'declined'] as const)('where a person has it %s', async (status) => {
    await stage.move('one', status);
    await stage.deploy(R1, FIX);
    expect(await stage.sweep()).toMatchObject({ shipped: 0 });
    expect(await stage.look('one')).toBe(status);
  });

  test('where a person opened it again: they know better than the link', async () => {
    await stage.deploy(R1, FIX);
    await stage.sweep();
    await stage.move('one', 'in-progress');
    expect(await stage.sweep()).toMatchObject({ shipped: 0 });
  });

  test('where it was erased meanwhile', async () => {
    await stage.deploy(R1, FIX);
    const pending = await stage.store.pending();
    await stage.store.erase('one');
    const store = stage.storeWith({ pending: async () => pending });
    expect(await stage.sweep({ store })).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
  });

  test('where its time is over', async () => {
    await stage.deploy(R1, FIX);
    stage.pass(180);
    expect(await stage.sweep()).toEqual({ shipped: 0, takenBack: 0, failed: 0 });
  });
});
