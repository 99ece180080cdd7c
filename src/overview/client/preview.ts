// The badge in the open panel, kept as it is now.
let asked = 0;

/** An address that differs by its fragment alone is asked for again where the badge's own headers want that. */
export function refreshPreview(): void {
  const image = document.querySelector<HTMLImageElement>('#badge .preview img');
  if (image === null) return;
  asked += 1;
  const [address = ''] = (image.getAttribute('src') ?? '').split('#');
  image.src = `${address}#${asked}`;
}
