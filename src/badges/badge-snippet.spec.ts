import { badgesMarkdown } from './badges-markdown.ts';
import { snippetsOf } from './badge-snippet.ts';

const PLACE = { service: 'web', check: 'health', namespace: 'shop' };

describe('what is pasted', () => {
  it('is absolute where PUBLIC_URL is known, and names the namespace', () => {
    expect(snippetsOf('https://shields.example/x', PLACE)).toEqual({
      url: 'https://shields.example/x/_/web/health/?namespace=shop',
      markdown: '![web health](https://shields.example/x/_/web/health/?namespace=shop)',
      html: '<img src="https://shields.example/x/_/web/health/?namespace=shop" alt="web health">',
      asciidoc: 'image:https://shields.example/x/_/web/health/?namespace=shop[web health]',
    });
  });

  it('begins with a slash where it is not', () => {
    expect(snippetsOf('', PLACE).url).toBe('/_/web/health/?namespace=shop');
  });

  it('names the cluster at a hub, and no namespace where it has no namespace', () => {
    expect(snippetsOf('', { ...PLACE, namespace: '', cluster: 'west' }).url).toBe('/_/web/health/?cluster=west');
  });

  it.each([
    ['a space', 'web shop', 'web%20shop'],
    ['what would end a Markdown link', 'a) [b](c', 'a%29%20%5Bb%5D%28c'],
    ['what would end an attribute', 'a"><b', 'a%22%3E%3Cb'],
    ['emphasis', '*_a_*', '%2A_a_%2A'],
  ])('is whole with a label that has %s', (_, label, encoded) => {
    const { markdown, html } = snippetsOf('', PLACE, { label });
    expect(markdown).toBe(`![web health](/_/web/health/?namespace=shop&label=${encoded})`);
    expect(html).toBe(`<img src="/_/web/health/?namespace=shop&amp;label=${encoded}" alt="web health">`);
  });

  it('has no pair of underscores that AsciiDoc or Markdown would take for italics', () => {
    const { asciidoc, markdown } = snippetsOf('', { service: 'my_web', check: 'queue_', namespace: 'a_b' });
    expect(asciidoc).toBe('image:/_/my%5Fweb/queue%5F/?namespace=a%5Fb[my&#95;web queue&#95;]');
    expect(markdown).toBe('![my\\_web queue\\_](/_/my_web/queue_/?namespace=a_b)');
  });
});

describe('all badges as one table', () => {
  const source = { id: 'pods', cluster: 'prod', provenAt: 0, staleAfter: 1 };
  const result = { label: '', status: '', color: '', state: 'ok', source } as const;
  const service = (name: string, checks: readonly string[], isOneOff = false) => ({
    cluster: 'prod',
    namespace: 'shop',
    name,
    kind: 'Deployment',
    isOneOff,
    results: new Map(checks.map((check) => [check, result])),
  });

  it('has a row for each service, without one-offs', () => {
    const services = [service('web', ['health', 'version']), service('db-migrate', ['health'], true)];
    expect([...badgesMarkdown(services, { base: '', isHub: false })].join('')).toBe(
      '| Namespace | Service | health | version |\n| --- | --- | --- | --- |\n' +
        '| shop | web | ![web health](/_/web/health/?namespace=shop) | ![web version](/_/web/version/?namespace=shop) |\n',
    );
  });

  it('has a column for custom checks where there are any, and one for clusters at a hub', () => {
    const table = [
      ...badgesMarkdown([service('web', ['health', 'queue', 'certificate'])], { base: '', isHub: true }),
    ].join('');
    expect(table.split('\n')[0]).toBe('| Cluster | Namespace | Service | health | version | more |');
    expect(table).toContain('![web queue](/_/web/queue/?namespace=shop&cluster=prod) ![web certificate](');
  });
});
