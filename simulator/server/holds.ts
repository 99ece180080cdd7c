// Events of watches and pages of lists that a test holds back until it releases them. A held page has the cluster's state
// at its request.

export class Holds {
  private readonly events = new Set<string>();
  /** Held pages by resource. */
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

  /** Number of held pages. */
  heldPages(resource: string): number {
    return this.pages.get(resource)?.length ?? 0;
  }

  /** Sends the first held page; the next one is held again. */
  releasePage(resource: string): void {
    this.pages.get(resource)?.shift()?.();
  }

  /** Sends held pages, and holds no more. */
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
