// Reads .proto files, from which protobufjs makes the decoders: object.proto, and those of the kinds that are watched.
import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';

export function loadSchema(kinds: readonly URL[]): protobuf.Root {
  const schema = new protobuf.Root();
  for (const file of [OBJECT, ...kinds]) {
    protobuf.parse(readFileSync(file, 'utf8'), schema, { keepCase: true });
  }
  return schema;
}

const OBJECT = new URL('./object.proto', import.meta.url);
