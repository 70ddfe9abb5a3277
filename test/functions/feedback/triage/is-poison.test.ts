import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { isPoison } from '../../../../functions/feedback/triage/is-poison.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';

function refusal(name: string, $fault: 'client' | 'server' = 'client') {
  return new DynamoDBServiceException({ name, $fault, $metadata: {} });
}

test.each<[string, unknown, boolean]>([
  ['a defect', new TypeError('x is undefined'), true],
  ['what is thrown and no error', 'oh', true],
  ['content that DynamoDB refuses', refusal('ValidationException'), true],
  ['content that SNS refuses', refusal('InvalidParameterException'), true],
  ['DynamoDB out of reach', new Unavailable('DynamoDB does not answer'), false],
  ['a fault of AWS', refusal('InternalServerError', 'server'), false],
  ['a lost race', refusal('TransactionCanceledException'), false],
  ['a missing right', refusal('AccessDeniedException'), false],
  ['a broken line', Object.assign(new Error('reset'), { code: 'ECONNRESET' }), false],
  ['no answer in time', Object.assign(new Error('late'), { name: 'TimeoutError' }), false],
])('%s', (_, error, poisonous) => {
  expect(isPoison(error)).toBe(poisonous);
});
