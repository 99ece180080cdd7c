// The OpenAPI document of the running app is complete, valid, and equal to the committed one. After a change `npm run
// openapi` writes docs/openapi.json and the generated client's types again.
import { readFile, writeFile } from 'node:fs/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTypes, { astToString } from 'openapi-typescript';
import { format } from 'oxfmt';
import { kubeconfigFor } from '../../simulator/kubeconfig.ts';
import { ROUTES } from '../../src/http/request/routes.ts';
import { type OpenapiDocument, readDocument } from '../support/http/openapi-reader.ts';
import { runProduct, untilAnswers } from '../support/app/run-product.ts';
import { type RunningApp, startApp } from '../support/app/start-app.ts';
import { temporaryFile } from '../support/app/temporary-file.ts';

const COMMITTED = new URL('../../docs/openapi.json', import.meta.url);
const CLIENT_TYPES = new URL('./openapi-client.d.ts', import.meta.url);
const mayWrite = process.env['WRITE_OPENAPI'] === '1';

let app: RunningApp;
let text: string;
let document: OpenapiDocument;

beforeAll(async () => {
  app = await startApp();
  text = await (await app.get('/docs/openapi.json')).text();
  document = readDocument(text);
});
afterAll(() => app.stop());

it('equals docs/openapi.json', async () => {
  if (mayWrite) await writeFile(COMMITTED, await formatted('openapi.json', text));
  expect(JSON.parse(await readFile(COMMITTED, 'utf8'))).toEqual(JSON.parse(text));
});

it('equals the document that the client was generated from', async () => {
  const types = await clientTypes();
  if (mayWrite) await writeFile(CLIENT_TYPES, types);
  expect(await readFile(CLIENT_TYPES, 'utf8')).toBe(types);
});

it('is valid OpenAPI by strict rules, and so is every example in it', async () => {
  const rules = ['media-type', 'parameter', 'schema'].map((part) => [`no-invalid-${part}-examples`, 'error'] as const);
  const config = await createConfig({ extends: ['spec', 'recommended-strict'], rules: Object.fromEntries(rules) });
  const problems = await lintFromString({ source: text, config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
});

it('has every route, and no other path', () => {
  const documented = new Set(Object.keys(document.paths).map(expressPath));
  expect([...documented].sort()).toEqual(
    Object.values(ROUTES)
      .map(({ path }) => path)
      .sort(),
  );
});

it('describes every route', () => {
  const operations = Object.values(document.paths).map(({ get }) => get);
  const undescribed = operations.filter(({ description = '', tags = [] }) => description === '' || tags.length !== 1);
  expect(undescribed.map(({ operationId }) => operationId)).toEqual([]);
});

it('has the version of package.json', async () => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  expect(document.info.version).toBe(version);
});

it('does not depend on the settings of a deployment', async () => {
  const other = await startApp({
    PUBLIC_URL: 'https://shields.example/x',
    CLUSTER_NAME: 'west',
    SHIELD_SITE_NAME: 'Ours',
  });
  expect(await (await other.get('/docs/openapi.json')).text()).toBe(text);
  await other.stop();
});

it('is served by the built product too, which loads it on demand', async () => {
  const kubeconfig = await temporaryFile(kubeconfigFor({ url: 'http://127.0.0.1:9' }));
  const product = await runProduct({ OTHER_SHIELDS: 'None', KUBECONFIG: kubeconfig.path });
  try {
    await untilAnswers(product, '/docs/openapi.json');
  } finally {
    product.child.kill();
    await product.exit;
    await kubeconfig.remove();
  }
});

/** `/_/{service}/{check}.svg` is answered by `/_/:service/:check`. */
function expressPath(path: string): string {
  return path.replace(/(?<=\})\.(?:svg|json)$/, '').replaceAll(/\{(\w+)\}/g, ':$1');
}

async function clientTypes(): Promise<string> {
  const types = astToString(await openapiTypes(text));
  const comment = '// Made from docs/openapi.json by `npm run openapi`.\n';
  return formatted('openapi-client.d.ts', comment + types);
}

async function formatted(name: string, source: string): Promise<string> {
  const { code, errors } = await format(name, source, { printWidth: 120, singleQuote: true });
  expect(errors).toEqual([]);
  return code;
}
