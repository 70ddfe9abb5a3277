import type { Seen } from '../exchange/seen.ts';
import { textInWords } from './excerpt.ts';

/** What there is to say of an answer that is as it should be: `status was 200 after 43 ms`. */
export function wellInWords(seen: Seen, isLatencyTrusted: boolean): string {
  const { latencyMs } = seen;
  const isTimed = isLatencyTrusted && latencyMs !== undefined;
  return `${finding(seen)}${isTimed ? ` after ${Math.round(latencyMs)} ms` : ''}`;
}

function finding(seen: Seen): string {
  switch (seen.kind) {
    case 'http':
      return `status was ${seen.status}`;
    case 'tcp':
      return 'connected';
    case 'tls':
      return `certificate holds for ${seen.certificate.daysLeft} days, connected`;
    case 'dns':
      return `record was ${textInWords(seen.records.join(', '))}`;
  }
}
