// The page at /docs, and the names of the files it loads. Nothing in it is inline, and nothing comes from elsewhere.
import { notFound } from '../http/problem/problem.ts';

/** In Swagger UI's own package. */
export const SWAGGER_UI_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

/** Starts Swagger UI; ours. */
export const START_SCRIPT = 'start.js';

export const ASSET_NAMES = [...SWAGGER_UI_FILES, START_SCRIPT] as const;
export type AssetName = (typeof ASSET_NAMES)[number];

/** `base`: where the files are, seen from the page: its own address may end with a slash or not. */
export function docsPage(base: './' | './docs/'): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>API of kube-shields</title>
    <link rel="icon" type="image/png" href="${base}favicon-32x32.png">
    <link rel="stylesheet" href="${base}swagger-ui.css">
    <script src="${base}swagger-ui-bundle.js" defer></script>
    <script src="${base}${START_SCRIPT}" defer></script>
  </head>
  <body>
    <div id="swagger-ui"></div>
    <noscript>The API as an OpenAPI document: <a href="${base}openapi.json">openapi.json</a></noscript>
  </body>
</html>
`;
}

/**
 * Dark where the reader's setting is dark. A padlock is drawn where there is a lock: not beside what is open unless
 * ACCESS closes it, which the button Authorize is for.
 *
 * Without `validatorUrl: null` a shield that is no localhost would have its document's address sent to swagger.io.
 */
export const START_SOURCE = `const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();

const withoutPadlock = (props) => {
  const security = props.operationProps.get('security');
  const isOpen = security?.some((scheme) => scheme.size === 0) === true;
  return isOpen ? { ...props, operationProps: props.operationProps.set('security', security.clear()) } : props;
};
const LockedAlone = (Summary, { React }) => (props) => React.createElement(Summary, withoutPadlock(props));

SwaggerUIBundle({
  url: new URL('openapi.json', document.currentScript.src).href,
  dom_id: '#swagger-ui',
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  plugins: [() => ({ wrapComponents: { OperationSummary: LockedAlone } })],
});
`;

export const NO_SUCH_ASSET = notFound('There is no such file. The page at /docs names the files it needs.');

export function isAssetName(name: string): name is AssetName {
  return ASSET_NAMES.some((known) => known === name);
}

const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
};

export function typeOf(name: AssetName): string {
  return TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
