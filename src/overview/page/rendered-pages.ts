// A cache of pages for a second: when a whole cluster changes, all readers with the same page open request it at once.

/** `Page`: the HTML, or what becomes of it. */
export class RenderedPages<Page extends string | Promise<string> = string> {
  private readonly rendered = new Map<string, Rendered<Page>>();

  /** Of so many addresses. */
  constructor(private readonly max: number) {}

  get size(): number {
    return this.rendered.size;
  }

  /** `render` is called where there is no page of that address at that position, or it is older than `LIFETIME`. */
  get(address: string, position: string, monotonic: number, render: () => Page): Page {
    const known = this.rendered.get(address);
    if (known?.position === position && monotonic - known.at < LIFETIME) return known.html;
    const html = render();
    this.rendered.delete(address);
    this.rendered.set(address, { position, at: monotonic, html });
    for (const oldest of [...this.rendered.keys()].slice(0, -this.max)) this.rendered.delete(oldest);
    return html;
  }
}

interface Rendered<Page> {
  readonly position: string;
  readonly at: number;
  readonly html: Page;
}

/** Milliseconds. How long something has lasted is written in seconds. */
const LIFETIME = 1_000;
