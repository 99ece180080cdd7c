// The annotation `kube-shields/min`: how many pods of a service should be ready at least.

/** Undefined where it isn't a whole number. */
export function minimumOf(text: string | undefined): number | undefined {
  return text !== undefined && isWholeNumber(text) ? Number(text) : undefined;
}

export function isWholeNumber(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
