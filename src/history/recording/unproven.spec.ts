import { Unproven } from './unproven.ts';

const keyOf = (name: string) => ({ cluster: 'local', namespace: 'shop', name });
const names = (keys: readonly { readonly name: string }[]): readonly string[] => keys.map(({ name }) => name);

it('examines all sources once one of them is proven, and otherwise once a second', () => {
  const unproven = new Unproven();
  const examined: string[] = [];
  const isNeverProven = ({ name }: { readonly name: string }): boolean => examined.push(name) === 0;
  const addAll = (): void => {
    for (const name of ['api', 'db', 'web']) unproven.add(keyOf(name));
  };
  addAll();
  expect(names(unproven.take(0, isNeverProven))).toEqual(['api', 'db', 'web']);
  expect(unproven.isEmpty).toBe(true);
  addAll();
  expect(unproven.take(250, isNeverProven)).toEqual([]);
  expect(unproven.take(500, isNeverProven)).toEqual([]);
  expect(examined).toEqual(['api', 'api']);
  expect(names(unproven.take(750, () => true))).toEqual(['api', 'db', 'web']);
  addAll();
  expect(unproven.take(1_500, isNeverProven)).toEqual([]);
  expect(names(unproven.take(1_750, isNeverProven))).toEqual(['api', 'db', 'web']);
});
