import { recognize } from '../../../examples/storefront/visitor.ts';

const ID = '7f0c7d0e-6f0a-4c55-9a55-0d1c6e6f1c11';
const NEW_ID = '00000000-0000-4000-8000-000000000000';

test('a visitor is recognized by the cookie', () => {
  expect(recognize(`a=b; visitor=${ID}; c=d`, true, () => NEW_ID)).toEqual({ id: ID });
});

test.each([undefined, '', 'visitor', 'visitor=', 'visitor=<script>', `xvisitor=${ID}`])(
  'without a usable one (%j) a visitor gets a new name',
  (cookies) => {
    const { id, cookie } = recognize(cookies, true, () => NEW_ID);
    expect(id).toBe(NEW_ID);
    expect(cookie).toBe(`visitor=${NEW_ID}; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure`);
  },
);

test('over plain http, on a laptop, the cookie is not marked secure', () => {
  expect(recognize(undefined, false, () => NEW_ID).cookie).not.toContain('Secure');
});
