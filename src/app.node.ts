// Which Node runs this. main.ts asks before it loads anything that an older one can't load.

/** As package.json's `engines` has it. */
const OLDEST = [24, 9] as const;

/** What to print where this version is too old. */
export function nodeFault(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `kube-shields needs Node ${OLDEST.join('.')} or newer, this is ${version}. npm's scripts (npm start) bring their own.`;
}
