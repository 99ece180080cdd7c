// Loads the configuration, including checks of files and folders.
import { constants, accessSync, statSync } from 'node:fs';
import { type Env, quote } from './parse/env-reader.ts';
import { type ParsedConfig, parseConfig } from './parse/parse-config.ts';

/** Faults of the key file at a path, without the path: somebody may have set the key itself instead. */
export type KeyFileCheck = (
  path: string,
  variable: 'INTRA_SECRET' | 'READ_TOKENS' | 'BADGE_KEYS',
  secretFile: string | undefined,
) => Promise<readonly string[]>;

export async function loadConfig(env: Env, faultsOfKeyFile: KeyFileCheck): Promise<ParsedConfig> {
  const parsed = parseConfig(env);
  const secretFile = secretFileIn(env);
  const faultsOf = async (variable: 'READ_TOKENS' | 'BADGE_KEYS'): Promise<readonly string[]> => {
    const path = textIn(env, variable);
    return path === undefined ? [] : faultsOfKeyFile(path, variable, secretFile);
  };
  const faults = [
    ...('faults' in parsed ? parsed.faults : []),
    ...faultsOfFolder(textIn(env, 'CHECKS_DIR'), 'CHECKS_DIR', 'without custom checks'),
    ...faultsOfFolder(textIn(env, 'CHECK_SECRETS_DIR'), 'CHECK_SECRETS_DIR', 'checks without secrets'),
    ...faultsOfHistoryDir(textIn(env, 'HISTORY_DIR')),
    ...faultsOfMaintenanceFile(textIn(env, 'MAINTENANCE_FILE')),
    ...(secretFile === undefined ? [] : await faultsOfKeyFile(secretFile, 'INTRA_SECRET', undefined)),
    ...(await faultsOf('READ_TOKENS')),
    ...(await faultsOf('BADGE_KEYS')),
  ];
  return 'config' in parsed && faults.length === 0 ? parsed : { faults, warnings: parsed.warnings };
}

/** INTRA_SECRET, or its other name. */
export function secretFileIn(env: Env): string | undefined {
  return textIn(env, 'INTRA_SECRET') ?? textIn(env, 'INTRA_SHIELD_SECRET');
}

/** BADGE_KEYS, whatever else is wrong. */
export function badgeKeysIn(env: Env): string | undefined {
  return textIn(env, 'BADGE_KEYS');
}

/** HISTORY_DIR, whatever else is wrong. */
export function historyDirIn(env: Env): string | undefined {
  return textIn(env, 'HISTORY_DIR');
}

/** KUBECONFIG, whatever else is wrong. */
export function kubeconfigIn(env: Env): string | undefined {
  return textIn(env, 'KUBECONFIG');
}

function textIn(env: Env, name: string): string | undefined {
  const text = env[name]?.trim();
  return text === '' ? undefined : text;
}

function faultsOfFolder(dir: string | undefined, name: string, without: string): readonly string[] {
  if (dir === undefined) return [];
  switch (folderAt(dir)) {
    case 'readable':
      return [];
    case 'unreadable':
      return [`${name}: the folder ${quote(dir)} can't be read. Let the shield's user read it.`];
    case 'missing':
      return [`${name}: no such folder: ${quote(dir)}. Mount one, or unset it to run ${without}.`];
  }
}

/** A folder that can't be written is not a fault: the history stays in memory until it can. */
function faultsOfHistoryDir(dir: string | undefined): readonly string[] {
  if (dir === undefined || folderAt(dir) !== 'missing') return [];
  return [
    `HISTORY_DIR: no such folder: ${quote(dir)}. Mount a volume there, or unset it to keep the history in memory.`,
  ];
}

/**
 * Only checks that the file exists. Its content is parsed at run time: an invalid window shouldn't prevent the start.
 */
function faultsOfMaintenanceFile(path: string | undefined): readonly string[] {
  if (path === undefined || isFile(path)) return [];
  return [`MAINTENANCE_FILE: no such file: ${quote(path)}. Mount one, or unset it to run without planned maintenance.`];
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function folderAt(path: string): 'readable' | 'unreadable' | 'missing' {
  try {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return 'missing';
    accessSync(path, constants.R_OK | constants.X_OK);
    return 'readable';
  } catch {
    return 'unreadable';
  }
}
