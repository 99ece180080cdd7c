// Pods, as a resource of the Kubernetes API.
import type { Root } from 'protobufjs';
import { objectDecoder, textPicker, type WireMetadata } from '../../kubernetes/decode/protobuf-messages.ts';
import type { Resource } from '../../kubernetes/resource/resource.ts';
import type { Pod } from './pod.ts';
import type { RawPod } from './raw-pod.ts';
import { textsRead, trimPod, type TrimRules } from './trim-pod.ts';

export const POD_PROTO = new URL('./pod.proto', import.meta.url);

/** `schema`: of POD_PROTO; without it pods are read as JSON alone. */
export function podResource(rules: TrimRules, schema?: Root): Resource<Pod> {
  return {
    kind: 'Pod',
    plural: 'pods',
    groupVersion: 'v1',
    pageSize: PAGE_SIZE,
    keep: (raw: RawPod) => trimPod(raw, rules),
    ...(schema && { decode: podDecoder(rules, schema) }),
  };
}

/**
 * Parsing a page of JSON blocks the event loop: up to 0.4 ms per pod were measured. Its objects should also fit into
 * the young generation of the heap (app.heap.ts), or garbage collection blocks for longer. Protobuf is decoded as it
 * arrives: only adding the page's pods to the index blocks, some 5 ms.
 */
const PAGE_SIZE = { json: 25, protobuf: 500 };

function podDecoder(rules: TrimRules, schema: Root): NonNullable<Resource<Pod>['decode']> {
  const pick = textPicker(schema, textsRead(rules));
  return objectDecoder(schema, 'Pod', (pod: { readonly metadata?: WireMetadata | null }) => {
    pick(pod.metadata);
  });
}
