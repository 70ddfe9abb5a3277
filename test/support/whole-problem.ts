/** What every error of an API has, whoever answers it: RFC 9457, without `errors`. */
export function wholeProblem(status: number, code?: string): object {
  return {
    type: expect.stringMatching(new RegExp(`^urn:afterprod:problem:${code ?? '[a-z_]+'}$`)),
    title: expect.stringMatching(/./),
    status,
    detail: expect.stringMatching(/./),
    instance: expect.stringMatching(/^urn:uuid:/),
  };
}
