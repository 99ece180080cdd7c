// Validates objects as a Kubernetes API server would, from the OpenAPI documents that Kubernetes and the authors of some
// custom resources publish: types, required fields and enums by kubernetes-models, unknown fields by the models of
// client-node (built-in kinds only).
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Empty: a server with strict field validation would accept it. */
export async function schemaFaults(object: KubernetesObject): Promise<readonly string[]> {
  return [...(await valueFaults(object)), ...(await unknownFields(object))];
}

const CUSTOM: Readonly<Record<string, string>> = {
  'kustomize.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'helm.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'source.toolkit.fluxcd.io': '@kubernetes-models/flux-cd',
  'cert-manager.io': '@kubernetes-models/cert-manager',
  'keda.sh': '@kubernetes-models/keda',
  'argoproj.io/v1alpha1/Application': '@kubernetes-models/argo-cd',
  'argoproj.io/v1alpha1/Rollout': '@kubernetes-models/argo-rollouts',
  'gateway.networking.k8s.io': '@kubernetes-models/gateway-api',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator',
};

type Model = new (data: unknown) => { validate(): void };

function customPackageOf({ apiVersion, kind }: KubernetesObject): string | undefined {
  return Object.entries(CUSTOM).find(([group]) => `${apiVersion}/${kind}/`.startsWith(`${group}/`))?.[1];
}

async function valueFaults(object: KubernetesObject): Promise<readonly string[]> {
  const { apiVersion, kind } = object;
  const path = `${customPackageOf(object) ?? 'kubernetes-models'}/${apiVersion}/${kind}`;
  const models = (await import(path)) as Readonly<Record<string, Model>>;
  const model = models[kind];
  if (model === undefined) return [`${apiVersion} has no ${kind}`];
  try {
    new model(object).validate();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

interface Attribute {
  readonly baseName: string;
  readonly type: string;
}

interface TypeMapped {
  getAttributeTypeMap(): readonly Attribute[];
}

async function unknownFields(object: KubernetesObject): Promise<readonly string[]> {
  if (customPackageOf(object) !== undefined) return [];
  const version = object.apiVersion.split('/').at(-1) ?? '';
  return fieldsUnknownTo(`V${version.slice(1)}${object.kind}`, object, object.kind);
}

/** `type` as the models write it: a model's name, `Array<…>`, or a type without further models. */
async function fieldsUnknownTo(type: string, value: unknown, path: string): Promise<readonly string[]> {
  const [, item] = /^Array<(.+)>$/.exec(type) ?? [];
  if (item !== undefined) {
    const items = Array.isArray(value) ? (value as readonly unknown[]) : [];
    return flatten(items.map((each, index) => fieldsUnknownTo(item, each, `${path}[${index}]`)));
  }
  if (!/^V\d\w+$/.test(type) || typeof value !== 'object' || value === null) return [];
  const attributes = await attributesOf(type);
  const fields = Object.entries(value).map(([name, inner]) => {
    const known = attributes.find(({ baseName }) => baseName === name);
    return known === undefined
      ? Promise.resolve([`${path}.${name} is not known to ${type}`])
      : fieldsUnknownTo(known.type, inner, `${path}.${name}`);
  });
  return flatten(fields);
}

async function attributesOf(type: string): Promise<readonly Attribute[]> {
  const models = (await import(`@kubernetes/client-node/dist/gen/models/${type}.js`)) as Record<string, TypeMapped>;
  return models[type]?.getAttributeTypeMap() ?? [];
}

async function flatten(lists: readonly Promise<readonly string[]>[]): Promise<readonly string[]> {
  return (await Promise.all(lists)).flat();
}
