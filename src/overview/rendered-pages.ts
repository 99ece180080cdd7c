// Pages rendered a moment ago: when a whole cluster changes, everyone who has the same page open asks for it at once.

export class RenderedPages {
  private readonly kept = new Map<string, Rendered>();

  /** Of so many addresses. */
  constructor(private readonly most: number) {}

  get size(): number {
    return this.kept.size;
  }

  /** `render` is called where there is no page of that address at that position, or it is older than `LIFETIME`. */
  get(address: string, position: string, monotonic: number, render: () => string): string {
    const known = this.kept.get(address);
    if (known?.position === position && monotonic - known.at < LIFETIME) return known.html;
    const html = render();
    this.kept.delete(address);
    this.kept.set(address, { position, at: monotonic, html });
    for (const oldest of [...this.kept.keys()].slice(0, -this.most)) this.kept.delete(oldest);
    return html;
  }
}

interface Rendered {
  readonly position: string;
  readonly at: number;
  readonly html: string;
}

/** Milliseconds. How long something has lasted is written in seconds. */
const LIFETIME = 1_000;
