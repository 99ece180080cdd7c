import { Unproven } from './unproven.ts';

const keyOf = (name: string) => ({ cluster: 'local', namespace: 'shop', name });
const names = (keys: readonly { readonly name: string }[]): readonly string[] => keys.map(({ name }) => name);

it('examines all sources once one of them is proven, and otherwise once a second', () => {
  const unproven = new Unproven();
  const looks: string[] = [];
  const never = ({ name }: { readonly name: string }): boolean => looks.push(name) === 0;
  const fill = (): void => {
    for (const name of ['api', 'db', 'web']) unproven.add(keyOf(name));
  };
  fill();
  expect(names(unproven.take(0, never))).toEqual(['api', 'db', 'web']);
  expect(unproven.isEmpty).toBe(true);
  fill();
  expect(unproven.take(250, never)).toEqual([]);
  expect(unproven.take(500, never)).toEqual([]);
  expect(looks).toEqual(['api', 'api']);
  expect(names(unproven.take(750, () => true))).toEqual(['api', 'db', 'web']);
  fill();
  expect(unproven.take(1_500, never)).toEqual([]);
  expect(names(unproven.take(1_750, never))).toEqual(['api', 'db', 'web']);
});
