// Which files share a process. All do, fifty to each, while nothing is wrong with them. A file that may have cost its
// process runs in a process of its own, and shares again after clean runs there: one at first, twice as many each
// time. docs/design/custom-checks.md has the reasons.
import type { LoadedFile } from '../../files/check-source.ts';
import type { PoolLimits } from './pool-limits.ts';
import { RunLimiter } from './run-limiter.ts';

/** Files that share a process. */
export interface FileGroup {
  readonly files: Set<LoadedFile>;
  readonly allow: LoadedFile['allow'];
  readonly limiter: RunLimiter;
}

interface FileRecord {
  /** Undefined: it runs in a process of its own. */
  group: FileGroup | undefined;
  /** Clean runs alone until it may share again. */
  cleanRunsLeft: number;
  /** How often it was isolated. */
  isolations: number;
  /** Its last run alone lost its process. */
  isRisky: boolean;
}

export class FileGroups {
  private readonly limits: PoolLimits;
  private readonly groups: FileGroup[] = [];
  private readonly records = new Map<LoadedFile, FileRecord>();

  constructor(limits: PoolLimits) {
    this.limits = limits;
  }

  /** These are in force, and no others. Answers the groups that lost a file: a module can't leave a process. */
  use(files: readonly LoadedFile[]): readonly FileGroup[] {
    const wanted = new Set(files);
    const dropped = [...this.records.keys()].filter((file) => !wanted.has(file));
    const shrunk = dropped.map((file) => this.drop(file)).filter((group) => group !== undefined);
    for (const file of files) if (!this.records.has(file)) this.add(file);
    return shrunk;
  }

  has(file: LoadedFile): boolean {
    return this.records.has(file);
  }

  groupOf(file: LoadedFile): FileGroup | undefined {
    return this.records.get(file)?.group;
  }

  isRisky(file: LoadedFile): boolean {
    return this.records.get(file)?.isRisky ?? false;
  }

  isolate(file: LoadedFile): void {
    const record = this.records.get(file);
    if (record?.group === undefined) return;
    record.group.files.delete(file);
    record.group = undefined;
    record.cleanRunsLeft = 2 ** Math.min(record.isolations, MAX_ISOLATIONS);
    record.isolations += 1;
  }

  /** How a run alone ended. */
  noteRunAlone(file: LoadedFile, end: 'clean' | 'leaky' | 'lost'): void {
    const record = this.records.get(file);
    if (record === undefined) return;
    record.isRisky = end === 'lost';
    if (end !== 'clean' || file.leaks.length > 0) return;
    record.cleanRunsLeft -= 1;
    if (record.cleanRunsLeft <= 0 && record.group === undefined) this.join(file, record);
  }

  private add(file: LoadedFile): void {
    const record: FileRecord = { group: undefined, cleanRunsLeft: 0, isolations: 0, isRisky: false };
    this.records.set(file, record);
    if (file.leaks.length === 0) this.join(file, record);
  }

  private join(file: LoadedFile, record: FileRecord): void {
    record.group = this.groups.find((group) => this.hasRoom(group, file)) ?? this.newGroup(file.allow);
    record.group.files.add(file);
  }

  /** Permissions are a process's, so files share it with those that ask for the same. */
  private hasRoom({ files, allow }: FileGroup, file: LoadedFile): boolean {
    const { groupSize, groupText } = this.limits;
    return files.size < groupSize && lengthOf(files) + file.source.length <= groupText && isSame(allow, file.allow);
  }

  private newGroup(allow: LoadedFile['allow']): FileGroup {
    const group = { files: new Set<LoadedFile>(), allow, limiter: new RunLimiter(this.limits.together) };
    this.groups.push(group);
    return group;
  }

  private drop(file: LoadedFile): FileGroup | undefined {
    const group = this.records.get(file)?.group;
    this.records.delete(file);
    if (group === undefined) return undefined;
    group.files.delete(file);
    this.dissolve(group);
    return group;
  }

  /** Where the other groups have room for all files that are left: a process costs more than a file in it. */
  private dissolve(group: FileGroup): void {
    const others = this.groups.filter((other) => other !== group && isSame(other.allow, group.allow));
    const capacity = others.reduce((sum, { files }) => sum + this.limits.groupSize - files.size, 0);
    if (capacity < group.files.size) return;
    this.groups.splice(this.groups.indexOf(group), 1);
    for (const file of group.files) {
      const record = this.records.get(file);
      if (record) this.join(file, record);
    }
  }
}

/** At most 2^6 clean runs alone are asked for. */
const MAX_ISOLATIONS = 6;

function lengthOf(files: ReadonlySet<LoadedFile>): number {
  return [...files].reduce((sum, { source }) => sum + source.length, 0);
}

function isSame(a: LoadedFile['allow'], b: LoadedFile['allow']): boolean {
  return a.join() === b.join();
}
