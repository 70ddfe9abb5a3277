/** The type of a Content-Type header without its parameters, in small letters. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
  return contentType?.split(';')[0]?.trim().toLowerCase() || undefined;
}

/** Whether a media type is one of an API's BinaryMediaTypes, which may hold wildcards. */
export function isBinary(
  binaryMediaTypes: readonly string[],
  mediaType: string | undefined,
): boolean {
  return binaryMediaTypes.some((pattern) => {
    if (pattern === '*/*') return true;
    const [type, subtype] = pattern.toLowerCase().split('/');
    const [ofType, ofSubtype] = (mediaType ?? '').split('/');
    return type === ofType && (subtype === '*' || subtype === ofSubtype);
  });
}
