// The way from a page to the site's root: relative, so that it works under whatever path a proxy puts the site.

/** `raw` is the request's target. */
export function siteRoot(raw: string): string {
  const depth = (raw.split('?', 1)[0] ?? '').split('/').length - 2;
  return depth <= 0 ? './' : '../'.repeat(Math.min(depth, MAX_DEPTH));
}

/** No page lies that deep: what is asked for there is a mistake, and the way back needn't be right. */
const MAX_DEPTH = 50;
