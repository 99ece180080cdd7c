// Whether a badge may read otherwise than when it was read: changes, counted by the service's name. On a hub of thousands of
// services something changes all the time, and a badge is read again only when its own service does.
import type { Change } from '../../services/changes/change.ts';

/** What a badge's number is counted by: a service's name, or everything. */
export type ChangeScope = number;

export const EVERYTHING: ChangeScope = -1;

/** Names share numbers by their hashes: those of one number are read again together, which costs a look-up. */
const NUMBERS = 65_536;

export class ChangeNumbers {
  private readonly byName = new Uint32Array(NUMBERS);
  /** Changes that may concern any service. */
  private ofAll = 0;
  /** Changes of any kind. */
  private total = 0;

  note(change: Change): void {
    if (change.type === 'cluster') this.noteAll();
    else {
      const scope = scopeOf(change.name);
      this.byName[scope] = (this.byName[scope] ?? 0) + 1;
      this.total += 1;
    }
  }

  noteAll(): void {
    this.ofAll += 1;
    this.total += 1;
  }

  /** Something changed that no service's own badge shows. */
  noteOther(): void {
    this.total += 1;
  }

  /** The same as long as nothing of that scope has changed: its parts only grow. */
  numberOf(scope: ChangeScope): number {
    return scope === EVERYTHING ? this.total : (this.byName[scope] ?? 0) + this.ofAll;
  }
}

export function scopeOf(name: string): ChangeScope {
  let hash = 0;
  for (let at = 0; at < name.length; at += 1) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 16)) & (NUMBERS - 1);
}
