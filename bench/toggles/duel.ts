import { KINDS, type Kind, USERS } from './example.ts';
import type { Subject } from './subject.ts';

export interface Comparison {
  readonly kind: Kind;
  /** Nanoseconds of CPU a call, turn by turn: the n-th of ours was taken right before the n-th of theirs. */
  readonly turns: readonly { readonly ours: number; readonly theirs: number }[];
}

const WARM_UP_MS = 600;
const TURN_MS = 8;
const TURNS = 61;

interface Side {
  /** Runs that many calls and gives how many answers were on: nobody may optimize them away. */
  run(calls: number): Promise<number> | number;
  callsATurn: number;
}

/** Lets two subjects decide the same toggles for the same users, in turns, so that a noisy moment hits both. */
export async function duel(ours: Subject, theirs: Subject): Promise<readonly Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const kind of KINDS) {
    await checkSameToggle(kind, ours, theirs);
    comparisons.push({ kind, turns: await takeTurns(sideOf(ours, kind), sideOf(theirs, kind)) });
  }
  return comparisons;
}

/** How many of the 1000 users get it, within what a percentage may miss by. */
const EXPECTED_ON: Readonly<Record<Kind, readonly [atLeast: number, atMost: number]>> = {
  static: [1000, 1000],
  conditions: [500, 500],
  percentage: [200, 300],
};

/** Figures of a toggle that one of them was not given right would say nothing. */
async function checkSameToggle(kind: Kind, ours: Subject, theirs: Subject): Promise<void> {
  const [atLeast, atMost] = EXPECTED_ON[kind];
  for (const subject of [ours, theirs]) {
    const on = await sideOf(subject, kind).run(USERS.length);
    if (on < atLeast || on > atMost) throw new Error(`${kind} is on for ${on} of 1000 users`);
  }
}

async function takeTurns(ours: Side, theirs: Side): Promise<Comparison['turns']> {
  for (const side of [ours, theirs, ours, theirs]) await warmUp(side);
  const turns: { ours: number; theirs: number }[] = [];
  while (turns.length < TURNS) {
    turns.push({ ours: await nanosecondsOf(ours), theirs: await nanosecondsOf(theirs) });
  }
  return turns;
}

/** Until the code is compiled; ends knowing how many calls fill a turn. */
async function warmUp(side: Side): Promise<void> {
  const until = performance.now() + WARM_UP_MS;
  while (performance.now() < until) {
    const nanoseconds = await nanosecondsOf(side);
    side.callsATurn = Math.max(100, Math.ceil((TURN_MS * 1e6) / nanoseconds));
  }
}

/** CPU time, not time: other work on the machine must not count. Nor must the garbage of the turn before. */
async function nanosecondsOf(side: Side): Promise<number> {
  const before = process.cpuUsage();
  const on = await side.run(side.callsATurn);
  const { user, system } = process.cpuUsage(before);
  if (on === 0) throw new Error('nothing was on'); // and the answers are used
  return ((user + system) * 1000) / side.callsATurn;
}

function sideOf(subject: Subject, kind: Kind): Side {
  const contexts = USERS.map((user) => subject.contextOf(user));
  const isAsync = subject.decide(kind, contexts[0]) instanceof Promise;
  const run = (calls: number) => (isAsync ? awaited : counted)(subject, kind, contexts, calls);
  return { run, callsATurn: 1000 };
}

function counted(subject: Subject, kind: Kind, contexts: readonly unknown[], calls: number) {
  let on = 0;
  for (let call = 0; call < calls; call += 1) {
    if (subject.decide(kind, contexts[call % contexts.length])) on += 1;
  }
  return on;
}

async function awaited(subject: Subject, kind: Kind, contexts: readonly unknown[], calls: number) {
  let on = 0;
  for (let call = 0; call < calls; call += 1) {
    if (await subject.decide(kind, contexts[call % contexts.length])) on += 1;
  }
  return on;
}
