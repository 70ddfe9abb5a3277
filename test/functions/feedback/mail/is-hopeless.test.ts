import {
  LimitExceededException,
  MailFromDomainNotVerifiedException,
  MessageRejected,
  NotFoundException,
  SendingPausedException,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { isHopeless } from '../../../../functions/feedback/mail/is-hopeless.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';

const said = { message: 'x', $metadata: {} };

test.each([
  [new MessageRejected(said), true],
  [new MailFromDomainNotVerifiedException(said), true],
  [new NotFoundException(said), true],
  [new TypeError('x is not a function'), true],
  [new TooManyRequestsException(said), false],
  [new LimitExceededException(said), false],
  [new SendingPausedException(said), false],
  [new Unavailable('x'), false],
  [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), false],
  [Object.assign(new Error('late'), { name: 'TimeoutError' }), false],
])('%s: %s', (error, expected) => {
  expect(isHopeless(error)).toBe(expected);
});
