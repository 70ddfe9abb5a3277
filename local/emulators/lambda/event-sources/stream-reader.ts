import type { Input, Principal } from '../../../emulator.ts';
import type { Mapping } from './mapping.ts';
import { ShardPosition } from './shard-position.ts';
import { ShardReader } from './shard-reader.ts';
import type { SourceReader, SourceTools } from './source-tools.ts';

/** Opens a DynamoDB stream for a mapping, with a reader for each of its shards. */
export async function openStream(
  mapping: Mapping,
  tools: SourceTools,
  onError: (error: unknown) => void,
): Promise<SourceReader> {
  const { cloud, registry, saved } = tools;
  const call = (operation: string, input: Input): Promise<Input> => {
    const { roleArn, functionName } = registry.configuration(mapping.function);
    const as: Principal = { kind: 'role', roleArn, sessionName: functionName };
    return cloud.call('dynamodbstreams', operation, input, as);
  };
  const { StreamDescription } = await call('DescribeStream', { StreamArn: mapping.sourceArn });
  const shards: readonly { readonly ShardId: string }[] = StreamDescription.Shards;
  const readers: ShardReader[] = [];
  for (const { ShardId: shardId } of shards) {
    const nowMs = cloud.clock.now();
    const position = new ShardPosition({ mapping, shardId, saved, nowMs, call });
    await position.open();
    readers.push(new ShardReader(mapping, shardId, position, tools, onError));
  }
  return {
    wake: () => {
      for (const reader of readers) reader.wake();
    },
    stop: () => {
      for (const reader of readers) reader.stop();
    },
  };
}
