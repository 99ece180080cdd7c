// The body of an error response: a Status in JSON or protobuf, or plain text from a proxy.
import { JSON_TYPE, mediaTypeOf } from './codec.ts';
import { type ProtobufMessages, statusOf, unwrap } from './protobuf-messages.ts';
import { itemsOf, type RawStatus, textOf } from '../resource/raw-object.ts';

/** The server's message; empty if it can't be decoded. */
export function refusalMessage(body: Buffer, contentType: string | undefined, messages: ProtobufMessages): string {
  const object = unwrap(messages, body);
  if (object !== undefined) return textOf(statusOf(messages, object)?.message) ?? '';
  const mediaType = mediaTypeOf(contentType);
  if (mediaType === undefined || mediaType === JSON_TYPE) return messageOfJson(body.toString());
  return mediaType.startsWith('text/') ? body.toString() : '';
}

/** A Status has it in `message`; any other body is taken as it is. */
function messageOfJson(body: string): string {
  try {
    const [status]: readonly RawStatus[] = itemsOf([JSON.parse(body)]);
    return textOf(status?.message) ?? '';
  } catch {
    return body;
  }
}
