import { KeyQueue } from './key-queue.ts';

function queueOf(...keys: readonly string[]): KeyQueue<number> {
  const queue = new KeyQueue<number>();
  for (const [at, key] of keys.entries()) queue.add(key, at);
  return queue;
}

it('gives keys in the order in which they came, each once, at most as many as requested', () => {
  const queue = queueOf('b', 'a', 'c', 'a');
  expect([...queue.take(2)]).toEqual([
    ['b', 0],
    ['a', 3],
  ]);
  expect(queue.isEmpty).toBe(false);
  expect([...queue.take(2)]).toEqual([['c', 2]]);
  expect(queue.isEmpty).toBe(true);
  expect([...queue.take(2)]).toEqual([]);
});

it('gives a key again that is added after it was taken, and one that waits in its place', () => {
  const queue = queueOf('a', 'b');
  expect([...queue.take(1)]).toEqual([['a', 0]]);
  queue.add('a', 7);
  queue.add('b', 8);
  expect([...queue.take(9)]).toEqual([
    ['b', 8],
    ['a', 7],
  ]);
});

it('gives what is added while it is being read', () => {
  const queue = queueOf('a');
  const taken: string[] = [];
  for (const [key] of queue.take(3)) {
    taken.push(key);
    queue.add(`${key}+`, 0);
  }
  expect(taken).toEqual(['a', 'a+', 'a++']);
  expect(queue.isEmpty).toBe(false);
});

it('forgets all keys, also those whose turn it is', () => {
  const queue = queueOf('a', 'b');
  queue.take(1).next();
  queue.add('c', 2);
  queue.clear();
  expect(queue.isEmpty).toBe(true);
  queue.add('b', 3);
  expect([...queue.take(9)]).toEqual([['b', 3]]);
});
