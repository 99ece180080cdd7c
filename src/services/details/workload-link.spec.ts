import { safeLinks } from './workload-link.ts';

describe('safeLinks', () => {
  it.each([
    ['https://logs.example.com/app?x=1', { url: 'https://logs.example.com/app?x=1', host: 'logs.example.com' }],
    [
      'https://grafana.example.com:3000',
      { url: 'https://grafana.example.com:3000/', host: 'grafana.example.com:3000' },
    ],
    // The first letter of the host is Cyrillic.
    ['https://аpple.com/', { url: 'https://xn--pple-43d.com/', host: 'xn--pple-43d.com' }],
  ])('keeps %s, and shows its host in ASCII', (url, link) => {
    expect(safeLinks([{ name: 'logs', url }])).toEqual([{ name: 'logs', ...link }]);
  });

  it.each([
    'http://logs.example.com',
    'javascript:alert(1)',
    'https://user@logs.example.com',
    'https://user:secret@logs.example.com',
    'https://10.1.2.3/',
    'https://0x0a010203/',
    'https://[fd00::1]/',
    '//logs.example.com',
    'logs',
    '',
  ])('omits %j', (url) => {
    expect(safeLinks([{ name: 'logs', url }])).toEqual([]);
  });

  it('keeps eight at most, sorted by name, one of each name', () => {
    const links = Array.from({ length: 12 }, (_, i) => ({ name: `n${i % 10}`, url: `https://example.com/${i}` }));
    expect(safeLinks(links).map(({ name }) => name)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']);
  });
});
