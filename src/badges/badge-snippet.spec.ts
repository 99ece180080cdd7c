import { convert as asciidoctor } from '@asciidoctor/core';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { badgesMarkdown } from './badges-markdown.ts';
import { badgeUrl, snippetsOf, type BadgeLook, type BadgeAddress } from './badge-snippet.ts';

const ADDRESS = { service: 'web', check: 'health', namespace: 'shop' };

/** Snippets of a badge that links to its service's page. */
function snippetsFor(base: string, address: BadgeAddress, look: BadgeLook = {}): ReturnType<typeof snippetsOf> {
  return snippetsOf(
    badgeUrl(base, address, look),
    `${address.service} ${address.check}`,
    `${base}/s/${address.service}`,
  );
}

describe('a badge snippet', () => {
  it('has an absolute URL when PUBLIC_URL is set, and names the namespace', () => {
    expect(snippetsFor('https://shields.example/x', ADDRESS)).toEqual({
      url: 'https://shields.example/x/_/web/health/?namespace=shop',
      markdown:
        '[![web health](https://shields.example/x/_/web/health/?namespace=shop)](https://shields.example/x/s/web)',
      html: '<a href="https://shields.example/x/s/web"><img src="https://shields.example/x/_/web/health/?namespace=shop" alt="web health"></a>',
      asciidoc:
        'image:++https://shields.example/x/_/web/health/?namespace=shop++[++web health++,link="++https://shields.example/x/s/web++"]',
    });
  });

  it('has a URL that begins with a slash when PUBLIC_URL is not set', () => {
    expect(snippetsFor('', ADDRESS).url).toBe('/_/web/health/?namespace=shop');
  });

  it('names the cluster at a hub, and no namespace for a service without one', () => {
    expect(snippetsFor('', { ...ADDRESS, namespace: '', cluster: 'west' }).url).toBe('/_/web/health/?cluster=west');
  });

  it.each([
    ['a space', 'web shop', 'web%20shop'],
    ['what would end a Markdown link', 'a) [b](c', 'a%29%20%5Bb%5D%28c'],
    ['what would end an attribute', 'a"><b', 'a%22%3E%3Cb'],
    ['emphasis', '*_a_*', '%2A_a_%2A'],
  ])('is well-formed with a label that has %s', (_, label, encoded) => {
    const { markdown, html } = snippetsFor('', ADDRESS, { label });
    expect(markdown).toBe(`[![web health](/_/web/health/?namespace=shop&label=${encoded})](/s/web)`);
    expect(html).toBe(
      `<a href="/s/web"><img src="/_/web/health/?namespace=shop&amp;label=${encoded}" alt="web health"></a>`,
    );
  });

  it.each(['web', 'my_web', '_a_', 'a--b', 'a---b', 'a...b', 'www.shop', 'a_b__c', 'v1.2'])(
    'pasted twice in a paragraph shows two badges of %s, in AsciiDoc and in Markdown',
    async (service) => {
      const address = { service, check: 'queue_depth', namespace: 'a_b' };
      const { asciidoc, html, markdown, url } = snippetsFor('https://shields.example/a_b--c', address, {
        label: `my ${service}`,
      });
      const image = { href: `https://shields.example/a_b--c/s/${service}`, src: url, alt: `${service} queue_depth` };
      const page = (await asciidoctor(`${asciidoc} and ${asciidoc}`)) as string;
      expect(linkedImagesIn(page)).toEqual([image, image]);
      expect(linkedImagesIn(gitHub(`${markdown} and ${markdown}`))).toEqual([image, image]);
      expect(linkedImagesIn(`${html} and ${html}`)).toEqual([image, image]);
    },
  );
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

  it.each(['www.shop', 'WWW.shop', 'my_web_', 'a--b', 'a...b'])(
    'shows the name %s unchanged, without a link',
    (name) => {
      const html = gitHub([...badgesMarkdown([service(name, ['health'])], { base: '', isHub: false })].join(''));
      expect(html).toContain(`<td>${name}</td>`);
      expect(html).not.toContain('<a ');
      expect(imagesIn(html)).toEqual([{ src: `/_/${name}/health/?namespace=shop`, alt: `${name} health` }]);
    },
  );

  it('has a column for custom checks if there are any, and one for clusters at a hub', () => {
    const table = [
      ...badgesMarkdown([service('web', ['health', 'queue', 'certificate'])], { base: '', isHub: true }),
    ].join('');
    expect(table.split('\n')[0]).toBe('| Cluster | Namespace | Service | health | version | more |');
    expect(table).toContain('![web queue](/_/web/queue/?namespace=shop&cluster=prod) ![web certificate](');
  });
});

/** As GitHub renders it. */
function gitHub(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

function linkedImagesIn(html: string): readonly object[] {
  const links = [...html.matchAll(/<a[^>]* href="([^"]*)"[^>]*>(<img [^>]*>)<\/a>/g)];
  return links.flatMap(([, href = '', image = '']) => imagesIn(image).map((found) => ({ href, ...found })));
}

function imagesIn(html: string): readonly { readonly src: string; readonly alt: string }[] {
  return [...html.matchAll(/<img src="([^"]*)" alt="([^"]*)"/g)].map(([, src = '', alt = '']) => ({
    src: src.replaceAll('&amp;', '&'),
    alt,
  }));
}
