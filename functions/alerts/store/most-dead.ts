/** So many given-up deliveries are listed at once. */
export const MOST_DEAD = 1_000;
