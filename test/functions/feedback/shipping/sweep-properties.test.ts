import fc from 'fast-check';
import { Problem } from '../../../../functions/shared/problem.ts';
import { shippingStage } from '../../../support/shipping-stage.ts';

const [R1, R2, R3] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'];
const FIX = 'f0f0f0f0f0f0';
const OTHER = 'e1e1e1e1e1e1';

/** What may happen in a stage, in any order. */
type Happening = readonly [act: 'link' | 'move' | 'say' | 'deploy' | 'sweep', what: number];

test('whatever happens, and whenever it is looked at: what is shipped has its link in the release that shipped it, and none is shipped again by a release that is broken', async () => {
  const happening = fc.tuple(
    fc.constantFrom('link', 'move', 'say', 'deploy', 'sweep', 'sweep'),
    fc.nat(3),
  ) as fc.Arbitrary<Happening>;
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async (happenings) => {
      const some = shippingStage();
      await some.report('one');
      for (const each of happenings) await happen(some, each);
      await some.sweep();
      const settled = await some.store.read('one');
      await some.sweep();
      expect(await some.store.read('one')).toEqual(settled);
      const events = settled?.events ?? [];
      for (const [index, event] of events.entries()) {
        if (event.type !== 'status' || event.who !== 'afterprod' || event.to !== 'shipped')
          continue;
        const { release = '' } = event;
        const earlier = events.slice(0, index);
        const links = earlier.flatMap((each) => (each.type === 'link' ? [each.text] : []));
        const history = (await some.releases.commitsOf(release))?.commits ?? [];
        expect(links.some((link) => history.includes(link))).toBe(true);
        expect(earlier).not.toContainEqual(
          expect.objectContaining({ type: 'verdict', text: 'still-broken', release }),
        );
      }
    }),
  );
});

const HISTORY = [
  [R1, [OTHER]],
  [R2, [OTHER, FIX]],
  [R3, [OTHER, FIX, 'd2d2d2d2d2d2']],
] as const;

/** Lets it happen; what is refused does not. */
async function happen(
  some: ReturnType<typeof shippingStage>,
  [act, what]: Happening,
): Promise<void> {
  const [release = R1, commits = []] = HISTORY[what % 3] ?? [];
  const acts = {
    link: () => some.link('one', [OTHER, FIX, 'd2d2d2d2d2d2'][what % 3] ?? FIX),
    move: () =>
      some.move(
        'one',
        (['planned', 'in-progress', 'shipped', 'declined'] as const)[what] ?? 'planned',
      ),
    say: () => some.say('one', what % 2 === 0 ? 'still-broken' : 'fixed'),
    deploy: () => some.deploy(release, ...commits),
    sweep: async () => void (await some.sweep()),
  };
  await acts[act]().catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
}
