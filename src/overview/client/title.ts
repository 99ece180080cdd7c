// The tab's title and icon.

/** Written only where it differs: each is a change of the browser's own window. */
export function setTitle(title: string, icon: string): void {
  if (document.title !== title) document.title = title;
  const link = document.getElementById('icon');
  if (link?.getAttribute('href') !== icon) link?.setAttribute('href', icon);
}
