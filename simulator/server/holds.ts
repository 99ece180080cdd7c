// What waits until a test lets it go: events of the watches on a resource, and pages of its lists. A page that waits shows the
// cluster as it was when it was asked for.

export class Holds {
  private readonly events = new Set<string>();
  /** By resource, those that wait to be sent. */
  private readonly pages = new Map<string, (() => void)[]>();

  holdEvents(resource: string): void {
    this.events.add(resource);
  }

  releaseEvents(resource: string): void {
    this.events.delete(resource);
  }

  areEventsHeld(resource: string): boolean {
    return this.events.has(resource);
  }

  holdPages(resource: string): void {
    if (!this.pages.has(resource)) this.pages.set(resource, []);
  }

  /** How many pages wait. */
  heldPages(resource: string): number {
    return this.pages.get(resource)?.length ?? 0;
  }

  /** Sends the page that waits; the next one waits again. */
  releasePage(resource: string): void {
    this.pages.get(resource)?.shift()?.();
  }

  /** Pages wait no more. */
  releasePages(resource: string): void {
    const waiting = this.pages.get(resource) ?? [];
    this.pages.delete(resource);
    for (const send of waiting) send();
  }

  /** Resolves when a page of that resource may be sent. */
  async pagePasses(resource: string): Promise<void> {
    const waiting = this.pages.get(resource);
    if (waiting !== undefined) await new Promise<void>((resolve) => waiting.push(resolve));
  }
}
