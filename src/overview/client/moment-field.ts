// The field that asks for a moment in the past. As rendered it takes RFC 3339 with a zone; with the script the browser's own
// picker takes its place, in the reader's time zone, and what is sent stays RFC 3339.

/** Fields that are not picked in yet, as after something was put into the page. */
export function pickInOwnZone(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>('.as-of-form input[name="at"]:not([data-local])')) {
    field.dataset['local'] = '';
    field.type = 'datetime-local';
  }
}

/** Whether `element` is such a field: what the reader has picked so far must stay. */
export function isPicked(element: Element): boolean {
  return element instanceof HTMLInputElement && 'local' in element.dataset;
}

export function sendMomentsWithZone(): void {
  document.addEventListener('formdata', ({ target, formData }) => {
    if (!(target instanceof HTMLFormElement) || !target.matches('.as-of-form')) return;
    const picked = Date.parse(formData.get('at') as string);
    if (!Number.isNaN(picked)) formData.set('at', new Date(picked).toISOString().replace(':00.000Z', 'Z'));
  });
}
