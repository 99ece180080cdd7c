import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const swc = JSON.parse(readFileSync(join(import.meta.dirname, '.swcrc'), 'utf8'));
const parser = { ...swc.jsc.parser, tsx: true };
const react = { runtime: 'automatic', importSource: 'preact' };
const tsx = { ...swc, jsc: { ...swc.jsc, parser, transform: { ...swc.jsc.transform, react } } };

export default {
  testEnvironment: '<rootDir>/test/support/jest/jest-environment.ts',
  roots: ['<rootDir>/src', '<rootDir>/simulator', '<rootDir>/demo', '<rootDir>/test', '<rootDir>/checks'],
  testMatch: ['**/*.spec.ts'],
  // Tests wait with `until` (test/support/time/until.ts), which gives up by itself and says what it waited for. This limit
  // is for tests that hang; no test has its own, because everything is slow on a busy machine.
  testTimeout: 600_000,
  // Most test files wait for something most of the time.
  maxWorkers: availableParallelism() * 3,
  transform: { '\\.ts$': ['@swc/jest'], '\\.tsx$': ['@swc/jest', tsx] },
  moduleNameMapper: {
    '^\\./gen/index\\.js$|^undici$': '<rootDir>/test/support/jest/excluded-modules.ts',
    // Check processes run from dist/: from source, Node would strip the types of every file at each start.
    '^\\./(?:.*/)?start-process\\.runner\\.ts$': '<rootDir>/dist/checks/processes/start-process.runner.js',
  },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
};
