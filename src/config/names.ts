// Which names are valid, in requests, annotations, files and configuration.

export const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
export const CHECK = /^[A-Za-z][A-Za-z0-9_]*$/;
export const PREFIX = /^(?:\*|[A-Za-z0-9][A-Za-z0-9._-]*)$/;

/** As long as a Kubernetes object's name may be (RFC 1123 subdomain). */
export const MAX_NAME = 253;
export const MAX_CLUSTER_NAME = 63;

/** A service's or a namespace's name. */
export const isName = (text: string): boolean => text.length <= MAX_NAME && NAME.test(text);

/** A name of any other object. RBAC objects may have colons, as in `system:node`. */
export const isObjectName = (text: string): boolean => isName(text.replaceAll(':', '-'));

export const isClusterName = (text: string): boolean => text.length <= MAX_CLUSTER_NAME && NAME.test(text);

export const isCheckName = (text: string): boolean => text.length <= MAX_NAME && CHECK.test(text);

/** A prefix of services' names, or `*` for all services. */
export const isPrefix = (text: string): boolean => text.length <= MAX_NAME && PREFIX.test(text);
