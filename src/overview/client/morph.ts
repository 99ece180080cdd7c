// Brings what is shown to what was fetched with as few changes as it takes: what stays keeps its focus, its scroll
// position, and what the reader has unfolded.

import { isPicked } from './moment-field.ts';

/** `to` may be taken apart. */
export function morph(from: Element, to: Element): void {
  if (from.isEqualNode(to) || isPicked(from)) return;
  if (from.tagName !== to.tagName) {
    from.replaceWith(to);
    return;
  }
  morphAttributes(from, to);
  if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) from.checked = to.checked;
  else morphChildren(from, to);
  if (from instanceof HTMLSelectElement && to instanceof HTMLSelectElement) from.value = to.value;
}

/** Whether a picker is open is the reader's to say. */
function morphAttributes(from: Element, to: Element): void {
  const isReaders = from.tagName === 'DETAILS';
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !(isReaders && name === 'open')) from.removeAttribute(name);
  }
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value && !(isReaders && name === 'open')) from.setAttribute(name, value);
  }
}

/** Children with an id are found again wherever they stand; those without one by their place. */
function morphChildren(from: Element, to: Element): void {
  const known = new Map([...from.children].filter(({ id }) => id !== '').map((child) => [child.id, child]));
  let next = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const found = wanted instanceof Element && wanted.id !== '' ? known.get(wanted.id) : undefined;
    if (found !== undefined && wanted instanceof Element) {
      if (found === next) next = next.nextSibling;
      else from.insertBefore(found, next);
      morph(found, wanted);
    } else if (next !== null && isAlike(next, wanted)) {
      const following: ChildNode | null = next.nextSibling;
      morphNode(next, wanted);
      next = following;
    } else from.insertBefore(wanted, next);
  }
  while (next !== null) {
    const following: ChildNode | null = next.nextSibling;
    next.remove();
    next = following;
  }
}

function isAlike(from: ChildNode, to: ChildNode): boolean {
  if (from instanceof Element && to instanceof Element)
    return from.tagName === to.tagName && from.id === '' && to.id === '';
  return from.nodeType === to.nodeType && !(from instanceof Element);
}

function morphNode(from: ChildNode, to: ChildNode): void {
  if (from instanceof Element && to instanceof Element) morph(from, to);
  else if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
}
