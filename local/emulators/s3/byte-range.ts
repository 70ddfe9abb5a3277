import { AwsError } from '../../aws-error.ts';

/** Both ends count. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The part of `size` bytes that a Range header asks for; undefined for the whole, also where it makes no sense. */
export function byteRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  if (start <= end) return { start, end };
  throw new AwsError('InvalidRange', 'The requested range is not satisfiable', {
    statusCode: 416,
    members: { RangeRequested: header, ActualObjectSize: size },
  });
}
