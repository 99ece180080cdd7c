// The configuration with what only the disk can tell.
import { constants, accessSync, readFileSync, statSync } from 'node:fs';
import { type Env, quote } from './env-reader.ts';
import { type ParsedConfig, parseConfig } from './parse-config.ts';

export function loadConfig(env: Env): ParsedConfig {
  const parsed = parseConfig(env);
  const faults = [...('faults' in parsed ? parsed.faults : []), ...checksFaults(env), ...secretFaults(env)];
  return 'config' in parsed && faults.length === 0 ? parsed : { faults };
}

function checksFaults(env: Env): readonly string[] {
  const dir = env['CHECKS_DIR']?.trim() ?? '';
  if (dir === '') return [];
  const advice = 'Mount one, or unset it to run without custom checks.';
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    return [`CHECKS_DIR: no such folder: ${quote(dir)}. ${advice}`];
  return isReadable(dir) ? [] : [`CHECKS_DIR: the folder ${quote(dir)} can't be read. Let the shield's user read it.`];
}

/** Its value isn't printed: somebody may have set the key where its path belongs. */
function secretFaults(env: Env): readonly string[] {
  return ['INTRA_SECRET', 'INTRA_SHIELD_SECRET'].flatMap((name) => {
    const file = env[name]?.trim() ?? '';
    return file === '' || isReadableFile(file)
      ? []
      : [`${name}: is not the path of a file that can be read. Mount the key file, and name it here.`];
  });
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isReadableFile(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
