// Parses MAINTENANCE_FILE: windows, each for one service, a namespace, or everything.
import { type ParsedBy, listOf, object, parsedText, text } from '../checks/declared/file/shape.ts';
import { type YamlFault, YamlFaults, type YamlNode, parseYamlTree } from '../checks/declared/file/yaml-tree.ts';
import { NAME } from '../config/names.ts';
import {
  A_LENGTH,
  A_START,
  MAX_WINDOW_TEXT,
  parseLength,
  parseStart,
  windowText,
} from '../services/maintenance/maintenance.ts';
import type { PlannedWindow } from '../services/maintenance/maintenance-calendar.ts';

export type ParsedMaintenance =
  | { readonly windows: readonly PlannedWindow[] }
  | { readonly faults: readonly YamlFault[] };

/** All faults at once, in the order of the file. An empty list is valid. */
export function parseMaintenanceFile(source: string): ParsedMaintenance {
  const faults = new YamlFaults(source);
  const root = parseYamlTree(source, faults);
  if (root === undefined) return { faults: faults.all };
  if (isEmpty(root)) return { windows: [] };
  const { windows = [] } = FILE.parse(root, faults) ?? {};
  const planned = windows.map(plannedOf);
  return faults.count > 0 ? { faults: faults.all.toSorted(byPlace) } : { windows: planned };
}

const A_NAME = 'a name, or * for all';
const NAME_OR_ALL = new RegExp(`^\\*$|${NAME.source}`);

const WINDOW = object(
  'One window.',
  {
    namespace: text({
      description: 'Whose services; * for all.',
      wanted: A_NAME,
      pattern: NAME_OR_ALL,
      maxLength: 253,
    }),
    service: text({ description: 'Which of them; * for all.', wanted: A_NAME, pattern: NAME_OR_ALL, maxLength: 253 }),
    start: parsedText({ description: 'When it begins, with its zone.', wanted: A_START, parse: parseStart }),
    duration: parsedText({ description: 'How long it lasts.', wanted: A_LENGTH, parse: parseLength }),
  },
  {
    text: text({
      description: 'What it is for.',
      wanted: `a text of at most ${MAX_WINDOW_TEXT} characters`,
      maxLength: MAX_WINDOW_TEXT,
    }),
  },
);

const MAX_WINDOWS = 1_000;
const FILE = object('Planned maintenance.', { windows: listOf(WINDOW, 'The windows.', MAX_WINDOWS) }, {});

function plannedOf({ namespace, service, start, duration, text: said = '' }: ParsedBy<typeof WINDOW>): PlannedWindow {
  return {
    from: start,
    to: start + duration,
    text: windowText(said),
    ...(namespace !== '*' && { namespace }),
    ...(service !== '*' && { name: service }),
  };
}

/** `windows: []`: the last window was removed. */
function isEmpty(root: YamlNode): boolean {
  if (root.kind !== 'map' || root.entries.size !== 1) return false;
  const windows = root.entries.get('windows')?.value;
  return windows?.kind === 'list' && windows.items.length === 0;
}

function byPlace(a: YamlFault, b: YamlFault): number {
  return a.line - b.line || a.column - b.column;
}
