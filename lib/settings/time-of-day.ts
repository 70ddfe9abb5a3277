import { text } from './shape.ts';

/** A time on a clock at which something begins. */
export const timeOfDay = text(
  "a time of day, HH:MM, e.g. '02:00'",
  'Write hours with two digits, 00 to 23.',
  /^(?:[01]\d|2[0-3]):[0-5]\d$/,
);

/** A time on a clock at which something ends: at the end of a day, too. */
export const endOfTime = text(
  "a time of day, HH:MM, e.g. '18:00', or '24:00'",
  'Write hours with two digits, 00 to 24.',
  /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
);
