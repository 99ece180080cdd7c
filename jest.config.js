import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const swc = JSON.parse(readFileSync(join(import.meta.dirname, '.swcrc'), 'utf8'));
const parser = { ...swc.jsc.parser, tsx: true };
const react = { runtime: 'automatic', importSource: 'preact' };
const tsx = { ...swc, jsc: { ...swc.jsc, parser, transform: { ...swc.jsc.transform, react } } };

export default {
  testEnvironment: '<rootDir>/test/jest-environment.ts',
  roots: ['<rootDir>/src', '<rootDir>/simulator', '<rootDir>/demo', '<rootDir>/test', '<rootDir>/checks'],
  testMatch: ['**/*.spec.ts'],
  // What waits gives up by itself (test/until.ts) and says for what; this is for what hangs. No test has a limit of its
  // own: a machine with much else to do makes everything slow.
  testTimeout: 300_000,
  // Most files wait for something most of the time.
  maxWorkers: availableParallelism() * 2,
  transform: { '\\.ts$': ['@swc/jest'], '\\.tsx$': ['@swc/jest', tsx] },
  moduleNameMapper: {
    '^\\./gen/index\\.js$|^undici$': '<rootDir>/test/excluded-modules.ts',
    // Processes of checks are those that were built: Node would take the types out of each one's source at every start.
    '^\\./(?:.*/)?start-process\\.runner\\.ts$': '<rootDir>/dist/checks/processes/start-process.runner.js',
  },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
};
