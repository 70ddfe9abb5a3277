import { atMost, filled, list, object, optional, type Shape } from './shape.ts';
import { timeOfDay } from './time-of-day.ts';
import { duration, shortName, timeZone } from './value-shapes.ts';
import { weekdays } from './weekday-shape.ts';

const window = object({
  probes: optional(filled(list(shortName('Use the name of a probe.')))),
  days: optional(weekdays),
  from: timeOfDay,
  for: duration,
  timeZone: optional(timeZone),
});

/** The form of `maintenance`. */
export const maintenanceShape: Shape = atMost(20, list(window));
