/** How CloudWatch writes times and numbers in what it says about alarms. */

/** `2023-09-08T15:47:04.677+0000` */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '+0000');
}

/** `02/10/19 16:59:00` */
export function shortTime(atMs: number): string {
  const [date = '', time = ''] = new Date(atMs).toISOString().split('T');
  const [year = '', month, day] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
}

/** `Friday 28 August, 2020 12:34:56 UTC` */
export function longTime(atMs: number): string {
  const at = new Date(atMs);
  const name = (part: 'weekday' | 'month') =>
    at.toLocaleDateString('en-US', { [part]: 'long', timeZone: 'UTC' });
  const day = String(at.getUTCDate()).padStart(2, '0');
  const time = at.toISOString().slice(11, 19);
  return `${name('weekday')} ${day} ${name('month')}, ${at.getUTCFullYear()} ${time} UTC`;
}

/** As Java prints a double: `50.0`, `1.0E-4`. */
export function decimal(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e7)) {
    return Number.isInteger(value) ? value.toFixed(1) : String(value);
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`;
}

/** `1 datapoint`, `2 datapoints`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
