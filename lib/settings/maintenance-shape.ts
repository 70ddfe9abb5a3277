import { atMost, filled, leaf, list, object, optional, type Shape, text } from './shape.ts';
import { duration, shortName, timeZone } from './value-shapes.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const day = leaf(`one of ${DAYS.join(', ')}`, 'Write it in lower case.', (value) =>
  DAYS.some((name) => name === value),
);

const window = object({
  probes: optional(filled(list(shortName('Use the name of a probe.')))),
  days: optional(filled(list(day))),
  from: text(
    "a time of day, HH:MM, e.g. '02:00'",
    'Write hours with two digits, 00 to 23.',
    /^(?:[01]\d|2[0-3]):[0-5]\d$/,
  ),
  for: duration,
  timeZone: optional(timeZone),
});

/** The form of `maintenance`. */
export const maintenanceShape: Shape = atMost(20, list(window));
