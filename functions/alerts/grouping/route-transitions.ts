import { type HasLearned, haveLearned, learnedBy } from '../bands/have-learned.ts';
import { testedRoute } from '../tested-route.ts';
import type { Transition } from '../transition.ts';
import { applyTransitions } from './apply-transitions.ts';
import { changeService, type GroupingTools } from './change-service.ts';
import { settle } from './settle.ts';

export interface RouterTools extends GroupingTools {
  readonly hasLearned: HasLearned;
  /** Told of a metric that could not be asked about: its alarms count. */
  readonly onUnknown: (error: unknown) => void;
  /** A few letters and digits, others each time. */
  readonly newSuffix: () => string;
}

/** Routes the transitions of one service: one write, however many they are. */
export async function routeTransitions(
  service: string,
  transitions: readonly Transition[],
  tools: RouterTools,
): Promise<void> {
  const { config, now, newSuffix } = tools;
  const judged = await Promise.all(transitions.map((each) => silenced(each, tools)));
  const suffix = newSuffix();
  const decide = testedRoute(service) === undefined ? applyTransitions : applyTest;
  await changeService(
    service,
    (state) => decide(state, judged, { ...config, nowMs: now(), suffix }),
    tools,
  );
}

/** The test of a route waits for no alarm that comes back: another one, a moment later, is an alert of its own. */
function applyTest(...[before, transitions, circumstances]: Parameters<typeof applyTransitions>) {
  const ended = { ...circumstances, settleSeconds: 0 };
  const applied = applyTransitions(before, transitions, ended);
  const settled = settle(applied.state, circumstances.nowMs);
  return { state: settled.state, events: [...applied.events, ...settled.events] };
}

/** One that nobody is to hear of is like one that is muted: the timeline has it, if there is an alert. */
async function silenced(transition: Transition, tools: RouterTools): Promise<Transition> {
  if (transition.isMuted || transition.state !== 'ALARM') return transition;
  if (transition.facts.told === 'nobody') return { ...transition, isMuted: true };
  if (!(await isStoodInFor(transition, tools))) return transition;
  const isLearning = transition.facts.band === 'learned';
  return { ...transition, isMuted: true, ...(isLearning && { isLearning }) };
}

/** Of a band and its stand-in just one counts. Where nobody knows which one, both do: rather twice than never. */
async function isStoodInFor(
  transition: Transition,
  { hasLearned, onUnknown }: RouterTools,
): Promise<boolean> {
  const { band } = transition.facts;
  const metrics = learnedBy(transition);
  if (band === undefined || metrics.length === 0) return false;
  try {
    return (await haveLearned(metrics, hasLearned)) !== (band === 'learned');
  } catch (error) {
    onUnknown(error);
    return false;
  }
}
