const MINUTE_MS = 60_000;

/** `2026-11-23 22:01 UTC`. */
export function momentText(at: string): string {
  return `${at.slice(0, '2026-11-23'.length)} ${clockText(at)}`;
}

/** `22:01 UTC`. */
export function clockText(at: string): string {
  return `${at.slice('2026-11-23T'.length, '2026-11-23T22:01'.length)} UTC`;
}

/** `under a minute`, `12 min`, `2 h 5 min`, `3 d 4 h`; never less than nothing, as clocks differ. */
export function spanText(from: string, to: string): string {
  const minutes = Math.floor(Math.max(0, Date.parse(to) - Date.parse(from)) / MINUTE_MS);
  if (minutes < 1) return 'under a minute';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return withRest(`${hours} h`, minutes % 60, 'min');
  return withRest(`${Math.floor(hours / 24)} d`, hours % 24, 'h');
}

function withRest(text: string, rest: number, unit: string): string {
  return rest === 0 ? text : `${text} ${rest} ${unit}`;
}
