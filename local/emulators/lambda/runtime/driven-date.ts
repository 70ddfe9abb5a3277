const RealDate = globalThis.Date;
const realNow = Date.now.bind(Date);

let offsetMs = 0;

/**
 * Driven time in a function's process: `Date` is real time plus an offset that each invocation brings. Within one
 * invocation it runs at the speed of real time, as timers do, so that what a handler measures with it stays true.
 */
export function setClockOffset(milliseconds: number): void {
  offsetMs = milliseconds;
}

/** Puts driven time behind `Date`; call it before the function's code is loaded. */
export function installDrivenDate(): void {
  const DrivenDate = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [drivenNow()] : args, newTarget) as Date,
    apply: () => new RealDate(drivenNow()).toString(),
  });
  RealDate.now = drivenNow;
  RealDate.prototype.constructor = DrivenDate;
  globalThis.Date = DrivenDate;
}

function drivenNow(): number {
  return realNow() + offsetMs;
}
