// The objects in the tests of readiness rules are valid by their kinds' published schemas, except for kinds without one.
import { KINDS, ROWS, type Row } from '../support/rules/object-rows.ts';
import { SPECS } from '../support/rules/object-specs.ts';
import { schemaFaults } from '../support/deploy/kubernetes-schema.ts';

/** Their authors publish no schema as a package. */
const WITHOUT_SCHEMA: readonly string[] = ['Cluster', 'Bucket', 'Machine'];

const API_VERSIONS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(KINDS).map(([kind, { group, version }]) => [kind, group === '' ? version : `${group}/${version}`]),
  ),
  PersistentVolumeClaim: 'v1',
  Job: 'batch/v1',
  StatefulSet: 'apps/v1',
};

const checked = ROWS.filter(({ kind }) => !WITHOUT_SCHEMA.includes(kind));

it.each(checked.map((row) => [row.name, row] as const))('is valid by its schema: %s', async (_, row: Row) => {
  const { kind, metadata, spec, status } = row;
  const apiVersion = API_VERSIONS[kind] ?? '';
  const object = {
    apiVersion,
    kind,
    metadata: { name: 'row', ...metadata },
    spec: { ...SPECS[kind], ...spec },
    ...(status !== undefined && { status }),
  };
  expect(await schemaFaults(object)).toEqual([]);
});
