import type { Status } from '../status.ts';
import type { Author } from './author.ts';
import type { Edit } from './edit-feedback.ts';
import { requireMove } from './move-status.ts';

/** Changes the status by the rules of `mayMove`. */
export function setStatus(to: Status, { who, at }: Author): Edit {
  return ({ feedback }) => {
    const from = feedback.status;
    if (from === to) return undefined;
    requireMove(from, to);
    return { after: { ...feedback, status: to }, events: [{ type: 'status', at, who, from, to }] };
  };
}
