/** Calls back once after that many milliseconds, unless what it returns is called before. */
export type StartTimer = (callback: () => void, ms: number) => () => void;

/** Runs only while the container does. Passed in wherever a wait has a limit, so that tests can drive it. */
export const systemTimer: StartTimer = (callback, ms) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};
