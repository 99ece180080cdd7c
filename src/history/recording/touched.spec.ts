// Which services are examined in one turn of the event loop.
import type { SubjectKey } from '../spans/subject-key.ts';
import type { RecordedScope } from './recordable.ts';
import { Touched } from './touched.ts';

const EAST: RecordedScope = { of: 'services', cluster: 'east' };
const SERVICES = 20_000;

function keyAt(at: number): SubjectKey {
  return { cluster: 'east', namespace: 'shop', name: `svc-${at}` };
}

/** Each service is listed twice: among the recorded ones and among the existing ones. */
function countedTouched(): { readonly touched: Touched; examined: number } {
  const counted = {
    examined: 0,
    touched: new Touched(function* (scope) {
      expect(scope).toBe(EAST);
      for (let at = 0; at < 2 * SERVICES; at += 1) {
        counted.examined += 1;
        yield at < SERVICES ? keyAt(at) : undefined;
      }
    }),
  };
  return counted;
}

it('examines no more services of a cluster in one turn than requested, also when it finds none', () => {
  const counted = countedTouched();
  counted.touched.addAll(EAST);
  const found: SubjectKey[] = [];
  while (!counted.touched.isEmpty) {
    const before = counted.examined;
    found.push(...counted.touched.take(200));
    expect(counted.examined - before).toBeLessThanOrEqual(200);
  }
  expect(found).toEqual(Array.from({ length: SERVICES }, (_, at) => keyAt(at)));
});

it('examines services that changed by name before the rest of a cluster', () => {
  const { touched } = countedTouched();
  touched.addAll(EAST);
  expect([...touched.take(1)]).toEqual([keyAt(0)]);
  touched.add(keyAt(7));
  expect([...touched.take(2)]).toEqual([keyAt(7), keyAt(1)]);
});
