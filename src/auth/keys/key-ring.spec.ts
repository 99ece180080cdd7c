import { keyById, parseKeyFile, removedKeys, type KeyFile, type KeyFileFaults } from './key-ring.ts';

const LONG = 'k'.repeat(32);

const parse = (text: string | Uint8Array): KeyFile | KeyFileFaults =>
  parseKeyFile(typeof text === 'string' ? Buffer.from(text) : text);

const keysOf = (text: string): string[] => {
  const parsed = parse(text);
  return 'keys' in parsed ? parsed.keys.map((key) => key.bytes.toString()) : [];
};

const faultsOf = (text: string | Uint8Array): readonly string[] => {
  const parsed = parse(text);
  return 'faults' in parsed ? parsed.faults : [];
};

describe('the key file', () => {
  it('has one key per line, trimmed, with comments and empty lines', () => {
    expect(keysOf(`# new\n  ${LONG}1 \r\n\n\t# old\n${LONG}2`)).toEqual([`${LONG}1`, `${LONG}2`]);
  });

  it('keeps the order, because the first key signs', () => {
    expect(keysOf(`${LONG}b\n${LONG}a`)).toEqual([`${LONG}b`, `${LONG}a`]);
  });

  it('counts a repeated key once', () => {
    expect(keysOf(`${LONG}\n${LONG}`)).toEqual([LONG]);
  });

  it('counts bytes, not characters', () => {
    expect(faultsOf('ü'.repeat(8))).toEqual([]);
    expect(faultsOf('ü'.repeat(7))).toHaveLength(1);
  });

  it.each([
    ['empty', '', 'holds no key'],
    ['only comments', '# nothing\n\n', 'holds no key'],
    ['a key of 15 bytes', `${LONG}\n${'s'.repeat(15)}`, 'has 15 bytes in line 2'],
    ['17 keys', Array.from({ length: 17 }, (_, n) => `${LONG}${n}`).join('\n'), 'holds 17 keys'],
    ["bytes that aren't UTF-8", Uint8Array.from([0xff, ...Buffer.from(LONG)]), 'not UTF-8'],
  ])('is faulty with %s', (_, content, fault) => {
    expect(faultsOf(content)).toEqual([expect.stringContaining(fault)]);
  });

  it('accepts 16 keys', () => {
    expect(keysOf(Array.from({ length: 16 }, (_, n) => `${LONG}${n}`).join('\n'))).toHaveLength(16);
  });

  it.each([16, 31])('warns about a key of %i bytes, and accepts it', (length) => {
    expect(parse('w'.repeat(length))).toMatchObject({
      keys: [{}],
      warnings: [expect.stringContaining(`has ${length} bytes in line 1`)],
    });
  });

  it('never prints a key', () => {
    const secrets = ['hunter2-hunter2', 'hunter2-hunter2-hunter2'];
    for (const secret of secrets) expect(JSON.stringify(faultsOf(`${secret}\nx`))).not.toContain('hunter2');
  });

  it('names a key by the first 16 hex digits of an HMAC over a fixed text', () => {
    expect(parse('0123456789abcdef0123456789abcdef')).toMatchObject({ keys: [{ id: '13ae6e5d28f97aa0' }] });
  });
});

describe('a changed ring', () => {
  const ring = (text: string): KeyFile['keys'] => {
    const parsed = parse(text);
    return 'keys' in parsed ? parsed.keys : [];
  };

  it('reports removed keys, whatever the order of the others', () => {
    const before = ring(`${LONG}1\n${LONG}2`);
    const after = ring(`${LONG}3\n${LONG}1`);
    expect(removedKeys(before, after)).toEqual([before[1]?.id]);
    expect(keyById(after, before[0]?.id ?? '')).toBeDefined();
  });
});
