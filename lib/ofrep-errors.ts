import { type ErrorForm, problem } from './gateway-problems.ts';

/** Errors as OFREP 0.3.0 words them. It says 401 where a key is missing or wrong, which API Gateway calls 403. */
export const OFREP_ERRORS: ErrorForm = {
  contentType: 'application/json',
  textOf: ({ title }) => JSON.stringify({ errorCode: 'GENERAL', errorDetails: title }),
  special: [
    {
      ...problem(
        'INVALID_API_KEY',
        'unauthorized',
        401,
        'Send a valid key in x-api-key',
        'The header x-api-key is missing, or holds no key of this API',
      ),
      headers: { 'WWW-Authenticate': "'ApiKey'" },
    },
  ],
};
