/** The moment that a schedule's input names; an event without one is bad wiring. */
export function scheduledAtOf(event: unknown): Date {
  const { scheduledAt }: { readonly scheduledAt?: unknown } = Object(event);
  const moment = new Date(typeof scheduledAt === 'string' ? scheduledAt : Number.NaN);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new Error(`${JSON.stringify(event)} is no tick: its schedule must send scheduledAt`);
}
