import { filled, leaf, list, type Shape } from './shape.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const day = leaf(`one of ${DAYS.join(', ')}`, 'Write it in lower case.', (value) =>
  DAYS.some((name) => name === value),
);

/** Days of a week, one at least. */
export const weekdays: Shape = filled(list(day));
