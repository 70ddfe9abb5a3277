import { FilterCriteria, FilterRule } from 'aws-cdk-lib/aws-lambda';

/** What any consumer may want of the feedback table's stream, which the dispatcher looks at closely: five at most. */
export const DISPATCHED_RECORDS = [
  FilterCriteria.filter({
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: { Keys: { pk: { S: FilterRule.isEqual('PENDING') } } },
  }),
  FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { sk: { S: FilterRule.isEqual('CONTACT') } } },
  }),
  FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: {
      Keys: { sk: { S: FilterRule.beginsWith('EVENT#') } },
      NewImage: { type: { S: FilterRule.or('reply', 'status') } },
    },
  }),
  FilterCriteria.filter({
    // feedback that is gone, and notes by which late pictures are found
    eventName: FilterRule.isEqual('REMOVE'),
    dynamodb: { Keys: { sk: { S: FilterRule.or('FEEDBACK', 'LATE') } } },
  }),
  FilterCriteria.filter({
    // what happens, after it came, to a contact that says how toggles know its reporter
    dynamodb: {
      Keys: { sk: { S: FilterRule.isEqual('CONTACT') } },
      OldImage: { beta: { M: { targetingKey: { S: FilterRule.exists() } } } },
    },
  }),
];
