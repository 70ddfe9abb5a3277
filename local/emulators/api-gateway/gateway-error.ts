/** The gateway's own answers, by the type that a GatewayResponse customizes, with AWS's default status.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html */
export const GATEWAY_STATUS = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  DEFAULT_4XX: 400,
  DEFAULT_5XX: 500,
  EXPIRED_TOKEN: 403,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  MISSING_AUTHENTICATION_TOKEN: 403,
  REQUEST_TOO_LARGE: 413,
  THROTTLED: 429,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WAF_FILTERED: 403,
} as const;

export type GatewayResponseType = keyof typeof GATEWAY_STATUS;

/** A request that the gateway answers itself, without its integration's answer. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly type: GatewayResponseType;
  readonly statusCode: number;
  /** `$context.error.validationErrorString`: what is wrong with the body. */
  readonly validationError: string | undefined;

  constructor(
    type: GatewayResponseType,
    message: string,
    options: ErrorOptions & { statusCode?: number; validationError?: string } = {},
  ) {
    super(message, options);
    this.type = type;
    this.statusCode = options.statusCode ?? GATEWAY_STATUS[type];
    this.validationError = options.validationError;
  }
}
