// Reads pod.proto, from which protobufjs makes the decoders.
import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import type { PodMessages } from './pod-codec-protobuf.ts';

export function loadPodMessages(): PodMessages {
  const { root } = protobuf.parse(readFileSync(PROTO, 'utf8'), { keepCase: true });
  const type = (name: string): protobuf.Type => root.lookupType(`kubernetes.${name}`);
  return {
    unknown: type('Unknown'),
    typeMeta: type('TypeMeta'),
    listMeta: type('ListMeta'),
    watchEvent: type('WatchEvent'),
    podHead: type('PodHead'),
    pod: type('Pod'),
    text: type('Text'),
    status: type('Status'),
  };
}

const PROTO = new URL('./pod.proto', import.meta.url);
