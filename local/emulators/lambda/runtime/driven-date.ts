const RealDate = globalThis.Date;
const realNow = Date.now.bind(Date);

let drivenNow: () => number = realNow;

/**
 * Sets what `Date` says in this process. Running time runs as fast as real time, as timers do, so that what a handler
 * measures stays true.
 *
 * @param text - `+<ms>`: real time and so many milliseconds; `=<ms>`: this moment, until the next invocation
 */
export function setDrivenTime(text: string): void {
  const milliseconds = Number(text.slice(1));
  drivenNow = text.startsWith('=') ? () => milliseconds : () => realNow() + milliseconds;
}

/** Puts driven time behind `Date`; call it before the function's code is loaded. */
export function installDrivenDate(): void {
  const DrivenDate = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [drivenNow()] : args, newTarget) as Date,
    apply: () => new RealDate(drivenNow()).toString(),
  });
  RealDate.now = () => drivenNow();
  RealDate.prototype.constructor = DrivenDate;
  globalThis.Date = DrivenDate;
}
