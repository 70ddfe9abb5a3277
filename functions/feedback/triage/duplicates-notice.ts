import type { Feedback } from '../feedback.ts';
import { type Notice, noticeOf } from '../notice.ts';

/** Tells the team that many report one bug, in the words of the latest. */
export function duplicatesNotice(
  feedback: Feedback,
  count: number,
  project: string,
  stage: string,
): Notice {
  const { message } = noticeOf(feedback, project, stage);
  return {
    subject: `${count} reports of one bug within an hour on ${project} ${stage}`.slice(0, 100),
    message: [
      `${count} visitors told of the same bug within an hour, on ${project} ${stage}. The latest:`,
      '',
      message,
      `Topic: ${feedback.topic}`,
    ].join('\n'),
  };
}
