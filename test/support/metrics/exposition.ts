// A strict parser of the Prometheus text format: https://prometheus.io/docs/instrumenting/exposition_formats/. Throws at
// the first invalid line.
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
}

export function parseExposition(text: string): ReadonlyMap<string, Family> {
  if (!text.endsWith('\n')) throw new Error('the last line must end with a line feed');
  const families = new Map<string, Family & { readonly samples: Sample[] }>();
  const help = new Map<string, string>();
  const seen = new Set<string>();
  let current = '';
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, helped, sentence = ''] = /^# HELP (\S+) (.+)$/.exec(line) ?? [];
    const [, typed, type = ''] = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line) ?? [];
    if (helped !== undefined) help.set(helped, sentence);
    else if (typed !== undefined) {
      if (families.has(typed)) throw new Error(`two families are called ${typed}`);
      current = typed;
      families.set(typed, { name: typed, type, help: help.get(typed) ?? '', samples: [] });
    } else {
      const sample = parseSample(line);
      const family = families.get(current);
      const key = `${sample.name}${JSON.stringify(Object.entries(sample.labels).sort())}`;
      if (family === undefined || !belongs(sample, family))
        throw new Error(`not a sample of the family above it: ${line}`);
      if (seen.has(key)) throw new Error(`exposed twice: ${line}`);
      seen.add(key);
      family.samples.push(sample);
    }
  }
  return families;
}

function parseSample(line: string): Sample {
  const [, name, inside = '', value = ''] = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined) throw new Error(`not a sample: ${line}`);
  // Prometheus reads numbers as Go does, `Nan` too, which is what prom-client writes.
  const number = value === '+Inf' ? Infinity : Number(value);
  if (value === '' || (Number.isNaN(number) && !/^nan$/i.test(value))) throw new Error(`not a number: ${line}`);
  return { name, labels: parseLabels(inside, line), value: number };
}

const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy;

function parseLabels(inside: string, line: string): Readonly<Record<string, string>> {
  const labels = [...inside.matchAll(LABEL)];
  if (labels.reduce((length, [whole]) => length + whole.length, 0) !== inside.length) {
    throw new Error(`not labels: ${line}`);
  }
  return Object.fromEntries(labels.map(([, name = '', value = '']) => [name, value]));
}

function belongs({ name }: Sample, family: Family): boolean {
  const endings = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
  return endings.some((ending) => name === family.name + ending);
}
