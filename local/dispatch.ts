import { AwsError } from './aws-error.ts';
import type { Access, Call, Input, Principal } from './emulator.ts';
import type { Faults } from './faults.ts';
import type { Service } from './services.ts';

export interface Dispatch {
  /** Absent for the local cloud's own calls: it makes resources and shows its page in an outage too. */
  readonly faults?: Faults;
  authorize(principal: Principal, access: Access): void;
}

/** Runs one operation for one caller: through faults and IAM. HTTP requests and internal calls both come this way. */
export async function dispatch(
  { emulator, handle }: Service,
  operationName: string,
  input: Input,
  call: Call,
  { faults, authorize }: Dispatch,
): Promise<object> {
  const operation = Object.hasOwn(handle.operations, operationName)
    ? handle.operations[operationName]
    : undefined;
  if (!operation) {
    throw new AwsError(
      'UnknownOperationException',
      `The local cloud does not emulate ${emulator.service}:${operationName}; ` +
        `it has ${Object.keys(handle.operations).join(', ')}.`,
      { statusCode: 501 },
    );
  }
  await faults?.strike(emulator.service, operationName);
  const needed = operation.access?.(input) ?? [
    { action: `${emulator.service}:${operationName}`, resource: '*' },
  ];
  for (const access of needed) authorize(call.principal, access);
  return operation.run(input, call);
}
