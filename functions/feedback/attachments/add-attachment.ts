import { Problem } from '../../shared/problem.ts';
import type { Edit } from '../edits/edit-feedback.ts';
import { type Attachment, MAX_ATTACHMENTS } from './attachment.ts';

/** Notes what was asked for: what is not noted would be found by nobody, and erased by nobody. */
export function addAttachment(attachment: Attachment): Edit {
  return ({ feedback }) => {
    const { attachments = [] } = feedback;
    if (attachments.length >= MAX_ATTACHMENTS) {
      throw new Problem('attachments_full', `${MAX_ATTACHMENTS} pictures are the most`);
    }
    return { after: { ...feedback, attachments: [...attachments, attachment] }, events: [] };
  };
}
