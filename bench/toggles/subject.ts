import type { User } from './example.ts';

/** One way to decide a boolean toggle, set up with the three of the example. */
export interface Subject<Context = unknown> {
  /** A user in the words of this library. Made before the clock runs: it costs the measured call nothing. */
  contextOf(user: User): Context;
  decide(toggle: string, context: Context): boolean | Promise<boolean>;
}
