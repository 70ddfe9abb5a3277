import { readFileSync } from 'node:fs';

/** Real time between two looks, in milliseconds: often enough to stop a leak, too seldom to cost anything. */
const LOOK_EVERY_MS = 100;

const MEGABYTE = 2 ** 20;

/**
 * Watches a process's own (anonymous) memory where the system tells it (Linux), and calls `onExceeded` once when it is
 * over the limit. Elsewhere V8's heap limit alone stops a function.
 */
export function watchMemory(pid: number, limitMb: number, onExceeded: () => void): () => void {
  const timer = setInterval(() => {
    if (anonymousBytes(pid) <= limitMb * MEGABYTE) return;
    clearInterval(timer);
    onExceeded();
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function anonymousBytes(pid: number): number {
  try {
    const [, kilobytes = '0'] =
      /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0; // not Linux, or the process has just ended
  }
}
