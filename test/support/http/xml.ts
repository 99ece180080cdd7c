// Checks whether a text is well-formed XML, as strictly as a browser does for an image. Supports the part of XML that SVG
// badges use: elements, attributes, text and the five named entities.

/** The first fault, in words; undefined when it is well-formed. */
export function xmlFault(xml: string): string | undefined {
  if (FORBIDDEN.test(xml)) return 'a character that XML forbids';
  const open: string[] = [];
  let end = 0;
  for (const { 0: token, index, groups = {} } of xml.matchAll(TOKEN)) {
    if (index !== end) return `not markup: ${xml.slice(end, end + 40)}`;
    end = index + token.length;
    const fault = faultOfToken(groups, open);
    if (fault !== undefined) return `${fault} in ${token}`;
    if (open.length === 0 && end < xml.length) return 'something after the root element';
  }
  return end === xml.length && open.length === 0 ? undefined : `not closed: ${open.join(' ')}`;
}

/** Negation of XML 1.0, production 2 (`Char`); includes lone surrogates. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const TEXT = String.raw`(?:[^<>&"']|&(?:amp|lt|gt|quot|apos);)`;
const TOKEN = new RegExp(
  String.raw`</(?<close>[A-Za-z][\w-]*)>|<(?<open>[A-Za-z][\w-]*)(?<attributes>(?: [A-Za-z][\w:-]*="${TEXT}*")*)(?<empty>/?)>|(?<text>${TEXT}+)`,
  'gu',
);

function faultOfToken(token: Readonly<Record<string, string | undefined>>, open: string[]): string | undefined {
  const { close, open: name, attributes = '', empty, text } = token;
  if (text !== undefined) return open.length === 0 ? 'text outside of the root element' : undefined;
  if (close !== undefined) return open.pop() === close ? undefined : 'closes another element';
  if (name !== undefined && empty === '') open.push(name);
  const names = [...attributes.matchAll(/ ([^=]+)=/g)].map(([, attribute]) => attribute);
  return new Set(names).size === names.length ? undefined : 'an attribute twice';
}
