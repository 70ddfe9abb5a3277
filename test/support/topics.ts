import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { Topics } from '../../lib/topics.ts';

/** Topics as `Alarms` makes them, for constructs that announce something. */
export function someTopics(scope: Construct): Topics {
  return {
    page: new Topic(scope, 'page'),
    ticket: new Topic(scope, 'ticket'),
    info: new Topic(scope, 'info'),
    alarms: {
      page: new Topic(scope, 'page-alarms'),
      ticket: new Topic(scope, 'ticket-alarms'),
      info: new Topic(scope, 'info-alarms'),
    },
  };
}
