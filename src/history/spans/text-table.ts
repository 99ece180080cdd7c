// Numbers for texts that repeat: reasons and versions of very many changes.

export class TextTable {
  private readonly ids = new Map<string, number>([['', 0]]);
  private readonly texts: string[] = [''];

  /** At most `max` texts; whatever is new beyond that is as good as no text. */
  constructor(private readonly max: number) {}

  idOf(text: string): number {
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    if (this.texts.length >= this.max) return 0;
    this.ids.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  textOf(id: number): string {
    return this.texts[id] ?? '';
  }
}
