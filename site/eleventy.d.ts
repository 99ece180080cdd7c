// The parts of Eleventy and of its markdown-it that the site uses; neither comes with types.
declare module '@11ty/eleventy' {
  export interface Token {
    readonly type: string;
    content: string;
    readonly children: readonly Token[] | null;
    attrGet(name: string): string | null;
    attrSet(name: string, value: string): void;
  }

  export interface MarkdownState {
    readonly tokens: readonly Token[];
    readonly env: { readonly page: Page };
  }

  export interface Markdown {
    readonly core: { readonly ruler: { push(name: string, rule: (state: MarkdownState) => void): void } };
  }

  export interface Page {
    /** From the input folder, beginning with `./`. */
    readonly inputPath: string;
  }

  export interface Config {
    readonly ignores: Set<string>;
    addGlobalData(name: string, data: unknown): void;
    addTransform(name: string, transform: (this: { readonly page: Page }, content: string) => string): void;
    amendLibrary(language: 'md', amend: (markdown: Markdown) => void): void;
    on(event: 'eleventy.after', then: (built: { readonly directories: { readonly output: string } }) => void): void;
    setQuietMode(isQuiet: boolean): void;
    setTemplateFormats(formats: readonly string[]): void;
    setUseGitIgnore(use: boolean): void;
  }
}
