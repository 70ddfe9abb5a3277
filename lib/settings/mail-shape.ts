import { leaf, object, optional, type Shape, text } from './shape.ts';

const address = text(
  "an e-mail address, e.g. 'feedback@shop.example.com'",
  'Give the address alone, in ASCII: the name beside it is product.',
  /^(?!\.)(?![^@]*\.[.@])[A-Za-z0-9.!#$%&*+/=?^_{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i,
);

/** The form of `feedback.mail`. */
export const mailShape: Shape = object({
  from: address,
  replyTo: optional(address),
  product: optional(
    text(
      '1 to 60 characters in one line',
      "Name what users know, e.g. 'The Shop'.",
      /^(?! )(?=.*[\p{L}\p{N}])[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]{1,60}(?<! )$/u,
    ),
  ),
  createIdentity: optional(
    leaf(
      "'address' or 'domain'",
      'Leave it out where SES knows the sender already.',
      (value) => value === 'address' || value === 'domain',
    ),
  ),
});
