// Types of those parts of the OpenAPI document that tests read.

export interface OpenapiDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Answer>>;
    readonly headers: Readonly<Record<string, Header>>;
  };
}

export interface Operation {
  readonly operationId: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, Answer | Reference>>;
}

export interface Answer {
  readonly headers: Readonly<Record<string, Reference>>;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

export interface Header {
  readonly required?: boolean;
  readonly schema: object;
}

export interface Reference {
  readonly $ref: string;
}

export function readDocument(text: string): OpenapiDocument {
  return JSON.parse(text) as OpenapiDocument;
}

/** Undefined when the document doesn't have that status. */
export function answerOf(document: OpenapiDocument, path: string, status: number): Answer | undefined {
  const answer = document.paths[path]?.get.responses[String(status)];
  if (answer === undefined || !('$ref' in answer)) return answer;
  return document.components.responses[answer.$ref.replace('#/components/responses/', '')];
}
