import fc from 'fast-check';
import type { MailTask } from '../../../../functions/feedback/mail/mail-task.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { CONTACT, FEEDBACK, REPLY } from '../../../support/feedback-store-contract.ts';
import { mailDesk } from '../../../support/mail-desk.ts';

const IDS = ['one', 'two'] as const;
const DAY_MS = 24 * 60 * 60 * 1000;
const AT = FEEDBACK.receivedAt;
const DOWN = new Unavailable('SES does not answer');

/** A desk with two pieces of feedback, and when somebody was asked. */
async function startDay() {
  const desk = mailDesk();
  const tasks: MailTask[] = [];
  for (const id of IDS) tasks.push(await desk.post(id));
  return { desk, tasks, asks: [] as number[] };
}

type Day = Awaited<ReturnType<typeof startDay>>;

const STEPS: Readonly<Record<string, (day: Day, id: string, pick: number) => unknown>> = {
  deliver,
  reply: async ({ desk, tasks }, id) => {
    if (!(await desk.store.find(id))) return;
    tasks.push(await desk.happens(id, { ...REPLY, text: `answer ${tasks.length}` }));
  },
  move: async ({ desk, tasks }, id) => {
    const from = (await desk.store.find(id))?.status;
    const to = from === 'new' ? 'shipped' : 'new';
    if (!from) return;
    tasks.push(await desk.happens(id, { type: 'status', at: AT, who: 'bob', from, to }));
  },
  confirm: ({ desk }, id) => desk.store.changeContact(id, { confirmedAt: AT, stoppedAt: null }),
  stop: ({ desk }, id) => desk.store.changeContact(id, { stoppedAt: AT }),
  erase: ({ desk }, id) => desk.store.erase(id),
  down: ({ desk }) => desk.ses(DOWN),
  up: ({ desk }) => desk.ses(undefined),
  later: ({ desk }) => desk.later(DAY_MS / 2),
};

/** Delivers one of the tasks, perhaps again, and looks at what was sent by that. */
async function deliver({ desk, tasks, asks }: Day, _id: string, pick: number): Promise<void> {
  const before = desk.sent.length;
  const task = tasks[pick % tasks.length] as MailTask;
  await desk.deliver(task).catch((error) => expect(error).toBe(DOWN));
  const contact = (await desk.store.read(task.id))?.contact;
  for (const { subject, to } of desk.sent.slice(before)) {
    expect(to).toBe(CONTACT.email);
    expect(contact).toBeDefined();
    expect(contact?.stoppedAt).toBeUndefined();
    const isQuestion = subject.includes('may we write');
    expect(isQuestion).toBe(contact?.confirmedAt === undefined);
    if (isQuestion) asks.push(desk.now());
  }
}

test('whatever happens, delivered in any order and often: nobody gets what they do not want, or twice', async () => {
  const names = fc.constantFrom(...Object.keys(STEPS), 'deliver', 'deliver', 'deliver');
  const step = fc.tuple(names, fc.constantFrom(...IDS), fc.nat(20));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const day = await startDay();
      for (const [name, id, pick] of steps) await STEPS[name]?.(day, id, pick);
      const answers = day.desk.sent.filter(({ subject }) => subject.includes('an answer'));
      expect(new Set(answers.map(({ text }) => text)).size).toBe(answers.length);
      const waits = day.asks.slice(1).map((at, index) => at - (day.asks[index] ?? 0));
      expect(waits.filter((waitMs) => waitMs < DAY_MS)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
