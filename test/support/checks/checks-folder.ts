// A temporary folder of check files, written directly or as the kubelet mounts a ConfigMap.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Files = Readonly<Record<string, string>>;

export class ChecksFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'kube-shields-checks-'));
  private generation = 0;

  constructor(files: Files = {}) {
    for (const [name, text] of Object.entries(files)) this.write(name, text);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  delete(name: string): void {
    unlinkSync(join(this.path, name));
  }

  /** As the kubelet mounts a ConfigMap: files are links through `..data`, which is replaced in one rename. */
  mount(files: Files): void {
    this.generation += 1;
    const version = `..2026_11_0${this.generation}`;
    mkdirSync(join(this.path, version));
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(this.path, version, name), text);
      if (this.generation === 1) symlinkSync(join('..data', name), join(this.path, name));
    }
    symlinkSync(version, join(this.path, '..data_tmp'));
    renameSync(join(this.path, '..data_tmp'), join(this.path, '..data'));
    if (this.generation > 1) rmSync(join(this.path, `..2026_11_0${this.generation - 1}`), { recursive: true });
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
