// What several routes answer alike, for the OpenAPI document.
import { type ResponseObject, type SchemaObject, getSchemaPath } from '@nestjs/swagger';
import { HEADERS_OF } from './openapi-headers.dto.ts';

/** What it looks like: a class that describes it, or a schema. */
export function json(
  description: string,
  model: (new () => object) | SchemaObject | { readonly $ref: string },
  example: unknown,
): ResponseObject {
  const schema = typeof model === 'function' ? { $ref: getSchemaPath(model) } : model;
  return { description, headers: HEADERS_OF.json, content: { 'application/json': { schema, example } } };
}

export const NOT_MODIFIED: ResponseObject = {
  description: 'The answer has not changed since the one that `If-None-Match` names.',
  headers: HEADERS_OF.json,
};
