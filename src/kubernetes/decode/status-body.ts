// The body of a refusal: a Status in JSON or protobuf, as the server or a proxy before it likes, or a text.
import { JSON_TYPE, mediaTypeOf } from './codec.ts';
import { type ProtobufMessages, statusOf, unwrap } from './protobuf-messages.ts';
import { itemsOf, type RawStatus, textOf } from '../resource/raw-object.ts';

/** What the server wrote about it; empty where that can't be read. */
export function refusalMessage(body: Buffer, contentType: string | undefined, messages: ProtobufMessages): string {
  const object = unwrap(messages, body);
  if (object !== undefined) return textOf(statusOf(messages, object)?.message) ?? '';
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === undefined || mediaType === JSON_TYPE) return messageOfJson(body.toString());
  return mediaType.startsWith('text/') ? body.toString() : '';
}

/** A Status says it in `message`; others say it as they like. */
function messageOfJson(body: string): string {
  try {
    const [status]: readonly RawStatus[] = itemsOf([JSON.parse(body)]);
    return textOf(status?.message) ?? '';
  } catch {
    return body;
  }
}
