// A badge's path may name its format: `/_/web/health.svg`, `/_/web/health.json`. Each form is documented as its own path,
// so that generated clients know what they get: the plain path's operation, less what makes no difference there.
import {
  type ContentObject,
  type OperationObject,
  type PathsObject,
  type ReferenceObject,
  type ResponseObject,
  getSchemaPath,
} from '@nestjs/swagger';
import { BadgeData } from './answer/badge-answers.dto.ts';

interface Form {
  readonly suffix: string;
  /** What generated clients call it. */
  readonly idEnd: string;
  readonly summaryEnd: string;
  /** Parameters that say something to it. */
  readonly accepts: (parameter: string) => boolean;
  readonly contentOf: (content: ContentObject) => ContentObject;
}

const FORMS: readonly Form[] = [
  {
    suffix: '.svg',
    idEnd: 'Image',
    summaryEnd: ', as an image',
    accepts: (parameter) => !['format', 'raw'].includes(parameter),
    contentOf: ({ 'application/json': _data, ...content }) => content,
  },
  {
    suffix: '.json',
    idEnd: 'Data',
    summaryEnd: ', as data',
    accepts: (parameter) =>
      !['format', 'raw', 'style', 'label', 'labelColor', 'color', 'strict', 'k'].includes(parameter),
    contentOf: ({ 'image/svg+xml': _image, ...content }) => withOneSchema(content),
  },
];

/** Badges end in a check's name. */
export function withSuffixForms(paths: PathsObject): PathsObject {
  const forms = Object.entries(paths).flatMap(([path, item]) => {
    const { get } = item;
    if (get === undefined || !path.endsWith('/{check}')) return [];
    return FORMS.map((form) => [path + form.suffix, { get: formOf(get, form) }] as const);
  });
  return { ...paths, ...Object.fromEntries(forms) };
}

function formOf(operation: OperationObject, { idEnd, summaryEnd, accepts, contentOf }: Form): OperationObject {
  const { operationId = '', summary = '', parameters = [], responses } = operation;
  const answers = Object.entries(responses).filter((pair): pair is [string, ResponseObject] => isAnswer(pair[1]));
  return {
    ...operation,
    operationId: operationId + idEnd,
    summary: summary + summaryEnd,
    parameters: parameters.filter((parameter) => 'name' in parameter && accepts(parameter.name)),
    responses: Object.fromEntries(
      answers
        .map(([status, answer]) => [status, narrowed(answer, contentOf)] as const)
        .filter(([, answer]) => answer.content === undefined || Object.keys(answer.content).length > 0),
    ),
  };
}

function isAnswer(answer: ResponseObject | ReferenceObject | undefined): answer is ResponseObject {
  return answer !== undefined && !('$ref' in answer);
}

function narrowed(answer: ResponseObject, contentOf: Form['contentOf']): ResponseObject {
  return answer.content === undefined ? answer : { ...answer, content: contentOf(answer.content) };
}

/** `format=shields` and `raw` have no suffix. */
function withOneSchema(content: ContentObject): ContentObject {
  const { 'application/json': data, ...rest } = content;
  if (data === undefined) return rest;
  const { json, aggregate } = data.examples ?? {};
  const examples = { ...(json && { json }), ...(aggregate && { aggregate }) };
  return { 'application/json': { schema: { $ref: getSchemaPath(BadgeData) }, examples }, ...rest };
}
