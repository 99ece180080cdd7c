// Made from docs/openapi.json by `npm run openapi`.
export interface paths {
  '/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everything at a glance
     * @description The overview page, complete without JavaScript; with it, live. Its parameters are kept in its links.
     */
    get: operations['getOverview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/s/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A page about one service
     * @description How it is and why, its pods, checks and history, and where else it runs. Of several places that have the name the one that asks for the most attention, unless one is picked.
     */
    get: operations['getServicePage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/assets/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A file of the overview page
     * @description Its name holds a hash of its bytes, so it may be kept for ever.
     */
    get: operations['getAsset'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/shields': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What changes on the overview page
     * @description Server-sent events for a page with the same parameters. `update`: rows that changed, as the page's own
     *     script reads them; `refresh`: ask for the page again; `heartbeat`: every five seconds; `reconnect`: the shield is going.
     */
    get: operations['getPageStream'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/_/{service}/why.svg': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why a service is as it is, as a wide picture
     * @description For wikis: state, reason, since when, version, and the past day. Of several namespaces the one that asks for the most attention. It is open where the API is, and no link opens it.
     */
    get: operations['getWhyCard'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/_/{service}/{check}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A service's badge
     * @description What a check says of one service, drawn or as data. Namespaces that have the name are joined, unless one is picked; of several clusters this one is asked first.
     */
    get: operations['getBadge'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/_/{service}/{check}.svg': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A service's badge, as an image
     * @description What a check says of one service, drawn or as data. Namespaces that have the name are joined, unless one is picked; of several clusters this one is asked first.
     */
    get: operations['getBadgeImage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/_/{service}/{check}.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A service's badge, as data
     * @description What a check says of one service, drawn or as data. Namespaces that have the name are joined, unless one is picked; of several clusters this one is asked first.
     */
    get: operations['getBadgeData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/a/{prefix}/{check}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One badge of many services
     * @description What a check says of all services whose names begin alike, in every cluster: sums where they can be summed, the worst color, and never a good one while a part is not confirmed.
     */
    get: operations['getAggregateBadge'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/a/{prefix}/{check}.svg': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One badge of many services, as an image
     * @description What a check says of all services whose names begin alike, in every cluster: sums where they can be summed, the worst color, and never a good one while a part is not confirmed.
     */
    get: operations['getAggregateBadgeImage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/a/{prefix}/{check}.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One badge of many services, as data
     * @description What a check says of all services whose names begin alike, in every cluster: sums where they can be summed, the worst color, and never a good one while a part is not confirmed.
     */
    get: operations['getAggregateBadgeData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/k/{resource}/{name}/{check}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An object's badge
     * @description Of a kind that WATCH_OBJECTS names: `ready`, `version` where it has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.
     */
    get: operations['getObjectBadge'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/k/{resource}/{name}/{check}.svg': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An object's badge, as an image
     * @description Of a kind that WATCH_OBJECTS names: `ready`, `version` where it has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.
     */
    get: operations['getObjectBadgeImage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/k/{resource}/{name}/{check}.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An object's badge, as data
     * @description Of a kind that WATCH_OBJECTS names: `ready`, `version` where it has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.
     */
    get: operations['getObjectBadgeData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/c/{check}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The cluster's own badges
     * @description `version`, `nodes`, `pods`, `services` and `age`; nodes and age need `nodes` in WATCH_OBJECTS.
     */
    get: operations['getClusterBadge'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/c/{check}.svg': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The cluster's own badges, as an image
     * @description `version`, `nodes`, `pods`, `services` and `age`; nodes and age need `nodes` in WATCH_OBJECTS.
     */
    get: operations['getClusterBadgeImage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/c/{check}.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The cluster's own badges, as data
     * @description `version`, `nodes`, `pods`, `services` and `age`; nodes and age need `nodes` in WATCH_OBJECTS.
     */
    get: operations['getClusterBadgeData'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/services': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * This cluster's services, by name
     * @description As in 0.0.6: names alone, sorted, each once.
     */
    get: operations['listNames'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/services/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The checks of a service of this cluster
     * @description As in 0.0.6; what 0.0.6 called a service (`web-5d4f8c7b6d`) answers too.
     */
    get: operations['listChecksOfService'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/services': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every service that is known, here and at the peers
     * @description Sorted by cluster, namespace and name. A page ends with `continue` while there are more: ask again with it and the same filters. Services that come and go meanwhile neither shift nor repeat the others. With `at`, they are as they were known then: state, reason and version, and nothing of now.
     */
    get: operations['listServices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/services/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The services of one name
     * @description In every cluster and namespace that has it, with the last changes of its state.
     */
    get: operations['getServices'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/objects': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every object of the kinds that are watched beside workloads
     * @description Of the kinds in WATCH_OBJECTS: nodes, certificates, GitOps objects. A page ends with `continue` while there are more.
     */
    get: operations['listObjects'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/objects/{resource}/{name}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was seen of an object
     * @description As of a service: changes of its readiness and version in a window of time, and the sums of days, in every cluster and namespace that has the name.
     */
    get: operations['getObjectHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/services/{name}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was seen of a service
     * @description Its changes of state and version in a window of time, and the sums of days; what was not seen is said. docs/history.md says what is kept.
     */
    get: operations['getHistory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/services/{name}/why': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why a service is in its state
     * @description In a sentence, with the pods behind it, those in trouble first, what changed in the past week, and where else it runs.
     */
    get: operations['getWhy'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/checks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every custom check, and how its runs go
     * @description The files of `CHECKS_DIR`. A file that was not loaded has `loadError`, beside the checks of the last version that was.
     */
    get: operations['listChecks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/badges.md': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All badges as one Markdown table
     * @description To paste into a README or a wiki. Addresses are absolute where PUBLIC_URL is set. One-offs are left out.
     */
    get: operations['getBadgesMarkdown'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/peers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The shields of other clusters, and how they stand
     * @description Those of OTHER_SHIELDS, in their order, which is the order in which names are looked up.
     */
    get: operations['listPeers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/v1/sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where what is known comes from, and whether it is fresh
     * @description Every watch of this cluster's API server, and what peers say of theirs. What isn't granted is listed as such: badges go on without it, and say less.
     */
    get: operations['listSources'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/federation/v1/snapshot': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Everything that is known of this shield's own cluster
     * @description One-offs apart. Results are as they were found: who reads judges by the ages whether they still hold.
     */
    get: operations['getSnapshot'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/federation/v1/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * This shield's own cluster, as it changes
     * @description Server-sent events: a snapshot in parts, then every change, and heartbeats with the ages of proofs. docs/federation.md describes each event.
     */
    get: operations['getStream'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * This API, to read and to try
     * @description Swagger UI, served by the shield itself: it asks no other site for anything.
     */
    get: operations['getDocsPage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs/openapi.json': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * This document
     * @description OpenAPI 3.1. Every shield of a version has the same: it holds nothing of a deployment.
     */
    get: operations['getOpenapi'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/docs/{asset}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A file of Swagger UI
     * @description What the page at /docs loads.
     */
    get: operations['getDocsAsset'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ping': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Is anyone there
     * @description As kube-shields 0.0.6 answered. Open in every mode, as all probes are.
     */
    get: operations['ping'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/livez': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The process answers
     * @description For livenessProbe. A shield that lost its API server is alive, and so are its badges, grey.
     */
    get: operations['isAlive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/readyz': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The first lists are in
     * @description For readinessProbe. Once ready it stays so until it is asked to stop: what it cannot confirm turns grey, and does not take it out of service.
     */
    get: operations['isReady'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ActualResult: {
      status: string;
      color: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not ok: from a closed list, `Other` for whatever is not on it. */
      reason?: components['schemas']['Reason'];
    };
    BadgeData: {
      /** @description What stands on the left of a badge. */
      label: string;
      /** @description What stands on the right. */
      status: string;
      /** @description A color's name as badges have them, or hex digits without `#`. */
      color: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not ok: from a closed list, `Other` for whatever is not on it. */
      reason?: components['schemas']['Reason'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /**
       * Format: date-time
       * @description When that was last confirmed.
       */
      checked?: string;
      /** @description In maintenance: what it would be. */
      actual?: components['schemas']['ActualResult'];
      /** @description The cluster it is about, where it is about one. */
      cluster?: string;
      /** @description The namespace it is about, where it is about one. */
      namespace?: string;
      /** @description The service; absent in an aggregate, which has the path's prefix. */
      service?: string;
      check: string;
      /** @description Aggregates: clusters that belong to it and are not connected, by name, or host. */
      missing?: string[];
      /** @description Pods that were asked for; `unknown` where what owns the pods doesn't say, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the start that is awaited.
       */
      next?: string;
      /** @description Of a CronJob. */
      last?: components['schemas']['LastRuns'];
      /** @description `uptime` only: how it came about. */
      uptime?: components['schemas']['Uptime'];
    };
    CheckItem: {
      /** @description The file's name, without its folder. */
      file: string;
      /** @description Whose checks it has. */
      service: string;
      /** @description Absent: no version of the file could be loaded. */
      check?: string;
      /** @description From the start of a run to the start of the next. */
      interval?: string;
      timeout?: string;
      /**
       * Format: date-time
       * @description When its last run ended.
       */
      lastRun?: string;
      /** @description How long that took. */
      duration?: string;
      failuresInARow?: number;
      /** @description How a run failed last: `timed-out`, `error`, or the code of what caused that, as `ECONNREFUSED`. It stays when the check answers again. */
      lastError?: string;
      /** Format: date-time */
      lastErrorAt?: string;
      /**
       * Format: date-time
       * @description Absent while it runs.
       */
      nextRun?: string;
      /** @description It has a process to itself. */
      runsAlone?: boolean;
      /**
       * @description Why the file as it stands now is not in force; the last version that could be loaded is. The log says more.
       * @enum {string}
       */
      loadError?:
        | 'syntax'
        | 'invalid'
        | 'unsupported-typescript'
        | 'threw'
        | 'timed-out'
        | 'crashed'
        | 'no-checks'
        | 'unreadable'
        | 'too-large'
        | 'no-room'
        | 'double';
      /** @description Line and column of the first fault in a file without code, as `4:7`. */
      loadErrorAt?: string;
    };
    CheckList: {
      /** @description By file. */
      items: components['schemas']['CheckItem'][];
      total: number;
    };
    CheckResult: {
      /** @description What stands on the left of a badge. */
      label: string;
      /** @description What stands on the right. */
      status: string;
      /** @description A color's name as badges have them, or hex digits without `#`. */
      color: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not ok: from a closed list, `Other` for whatever is not on it. */
      reason?: components['schemas']['Reason'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /**
       * Format: date-time
       * @description When that was last confirmed.
       */
      checked?: string;
      /** @description In maintenance: what it would be. */
      actual?: components['schemas']['ActualResult'];
    };
    HistoricChange: {
      cluster: string;
      /** @description Empty: a logical service. */
      namespace: string;
      /** Format: date-time */
      at: string;
      /**
       * @description From then on; `unseen`: it wasn't seen.
       * @enum {string}
       */
      state: 'down' | 'degraded' | 'stale' | 'unknown' | 'ok' | 'unseen';
      /**
       * @description Its badge was red, although its state was `degraded`.
       * @enum {string}
       */
      color?: 'red';
      /** @description Why the state is not ok: from a closed list, `Other` for whatever is not on it. */
      reason?: components['schemas']['Reason'];
      /** @description The version that ran, as far as it was known. */
      version?: string;
    };
    HistoricDay: {
      cluster: string;
      namespace: string;
      /**
       * Format: date
       * @description In UTC.
       */
      day: string;
      /** @description Seconds in each state, and `unseen`. */
      seconds?: {
        down: number;
        degraded: number;
        stale: number;
        unknown: number;
        ok: number;
        unseen: number;
      };
    };
    HistoricObjectChange: {
      cluster: string;
      /** @description Empty: its kind has no namespaces. */
      namespace: string;
      /** @description Its kind as WATCH_OBJECTS names it. */
      resource: string;
      /** Format: date-time */
      at: string;
      /**
       * @description From then on; `unseen`: it wasn't seen.
       * @enum {string}
       */
      state: 'down' | 'degraded' | 'stale' | 'unknown' | 'ok' | 'unseen';
      /** @description As the object's own API gave it: CamelCase, else `Other`; or `stale`, or `Flapping`. */
      reason?: string;
      /** @description As its check `version` said. */
      version?: string;
    };
    HistoricObjectDay: {
      cluster: string;
      namespace: string;
      /**
       * Format: date
       * @description In UTC.
       */
      day: string;
      /** @description Seconds in each state, and `unseen`. */
      seconds?: {
        down: number;
        degraded: number;
        stale: number;
        unknown: number;
        ok: number;
        unseen: number;
      };
      /** @description Its kind as WATCH_OBJECTS names it. */
      resource: string;
    };
    LastRuns: {
      /**
       * Format: date-time
       * @description When it last started a run.
       */
      start?: string;
      /**
       * Format: date-time
       * @description When a run last succeeded.
       */
      success?: string;
    };
    Maintenance: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /** @description What it is for, as its planner wrote it; may be empty. */
      text: string;
    };
    ObjectHistory: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /**
       * Format: date-time
       * @description Since when this shield knows anything.
       */
      since: string;
      /** @description Leads to the next page, with the same `from` and `to`. */
      continue?: string;
      /** @description By cluster and namespace, oldest first; the first of each was so at the beginning. */
      items: components['schemas']['HistoricObjectChange'][];
      /** @description Whole days that were added up, on the first page; with `HISTORY_DIR`. */
      days: components['schemas']['HistoricObjectDay'][];
    };
    ObjectItem: {
      cluster: string;
      /** @description Its kind as WATCH_OBJECTS names it. */
      resource: string;
      kind: string;
      /** @description Empty: its kind has no namespaces. */
      namespace: string;
      name: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description `ready`, and `version` where it has one. */
      results: {
        [key: string]: components['schemas']['ObjectResult'];
      };
    };
    ObjectPage: {
      /** @description By cluster, kind, namespace and name. */
      items: components['schemas']['ObjectItem'][];
      /** @description Of all pages. */
      total: number;
      /** @description Leads to the next page; absent on the last one. */
      continue?: string;
    };
    ObjectResult: {
      label: string;
      status: string;
      color: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description As the object's own API gives it: CamelCase, else `Other`; or `stale`. */
      reason?: string;
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /**
       * Format: date-time
       * @description When its watch was last proven.
       */
      checked?: string;
    };
    PeerItem: {
      /** @description As configured, without credentials. */
      address: string;
      /** @description Its name; absent until it is known. */
      cluster?: string;
      /** @description Of its shield; absent until it says so, and before 1.1. */
      version?: string;
      /** @description Its stream is open and speaks. */
      connected: boolean;
      /**
       * Format: date-time
       * @description Since when it is connected, or isn't.
       */
      since: string;
      /**
       * Format: date-time
       * @description When anything last came from it.
       */
      lastContact?: string;
      /** @description How many of its services are known. */
      services: number;
      /**
       * @description Why it isn't connected, or isn't shown; docs/federation.md says what to do about each.
       * @enum {string}
       */
      error?:
        | 'unreachable'
        | 'certificate'
        | 'timeout'
        | 'silent'
        | 'cut-off'
        | 'redirect'
        | 'not-a-shield'
        | 'busy'
        | 'unreadable'
        | 'too-large'
        | 'forbidden'
        | 'name-clash'
        | 'self'
        | 'unsigned'
        | 'malformed'
        | 'unknown-key'
        | 'bad-signature'
        | 'clock'
        | 'replayed'
        | 'authority';
      /** @description Plain HTTP: anyone on the way may read and change what it says. */
      insecure: boolean;
    };
    PeerList: {
      /** @description As they stand in OTHER_SHIELDS. */
      items: components['schemas']['PeerItem'][];
    };
    Problem: {
      /**
       * @description Which kind of problem. Those of 403 say how a signature fails.
       * @enum {string}
       */
      type:
        | 'bad-request'
        | 'not-found'
        | 'method-not-allowed'
        | 'request-timeout'
        | 'content-too-large'
        | 'uri-too-long'
        | 'headers-too-large'
        | 'internal-error'
        | 'unavailable'
        | 'unsigned'
        | 'malformed'
        | 'unknown-key'
        | 'bad-signature'
        | 'clock'
        | 'replayed'
        | 'authority';
      /** @description The kind in words. */
      title: string;
      /** @description The HTTP status. */
      status: number;
      /** @description What to do about it. */
      detail: string;
      /**
       * Format: uri
       * @description The id of this request, which is in the log too.
       */
      instance: string;
      /** @description `clock`: seconds by which the signature was created before the shield's time; negative: after. */
      skew?: number;
      /** @description `authority`: the one that was seen. */
      authority?: string;
    };
    RawHealth: {
      /** @description Containers that are ready. */
      ready: number;
      /** @description Containers that should be. */
      total: number;
      restarts: number;
      color: string;
    };
    RawResult: {
      label: string;
      status: string;
      color: string;
    };
    /**
     * @description The shield's own reasons are in lower case, Kubernetes' as Kubernetes writes them; docs/badges.md lists them.
     * @enum {string}
     */
    Reason:
      | 'not-found'
      | 'no-match'
      | 'invalid'
      | 'pending'
      | 'stale'
      | 'timed-out'
      | 'error'
      | 'misconfigured'
      | 'no-pods'
      | 'maintenance'
      | 'NodeNotReady'
      | 'ReadinessGate'
      | 'Terminating'
      | 'Starting'
      | 'Unfinished'
      | 'BelowMin'
      | 'MissingPods'
      | 'Ordered'
      | 'Retrying'
      | 'LastRunFailed'
      | 'Overrun'
      | 'Overdue'
      | 'MissedBefore'
      | 'BadSchedule'
      | 'Suspended'
      | 'Flapping'
      | 'ProgressDeadlineExceeded'
      | 'ReplicaSetCreateError'
      | 'ReplicaFailure'
      | 'NotObserved'
      | 'ContainerCreating'
      | 'PodInitializing'
      | 'CrashLoopBackOff'
      | 'ImagePullBackOff'
      | 'ErrImagePull'
      | 'ErrImageNeverPull'
      | 'InvalidImageName'
      | 'ImageInspectError'
      | 'RegistryUnavailable'
      | 'SignatureValidationFailed'
      | 'CreateContainerConfigError'
      | 'CreateContainerError'
      | 'RunContainerError'
      | 'PreCreateHookError'
      | 'PreStartHookError'
      | 'PostStartHookError'
      | 'CreatePodSandboxError'
      | 'Completed'
      | 'Error'
      | 'OOMKilled'
      | 'StartError'
      | 'ContainerCannotRun'
      | 'ContainerStatusUnknown'
      | 'DeadlineExceeded'
      | 'Unschedulable'
      | 'SchedulingGated'
      | 'SchedulerError'
      | 'ContainersNotReady'
      | 'ContainersNotInitialized'
      | 'ReadinessGatesNotReady'
      | 'PodCompleted'
      | 'PodFailed'
      | 'PreemptionByScheduler'
      | 'DeletionByTaintManager'
      | 'EvictionByEvictionAPI'
      | 'DeletionByPodGC'
      | 'TerminationByKubelet'
      | 'Evicted'
      | 'NodeLost'
      | 'NodeShutdown'
      | 'NodeAffinity'
      | 'Terminated'
      | 'Shutdown'
      | 'Preempting'
      | 'OutOfcpu'
      | 'OutOfmemory'
      | 'OutOfpods'
      | 'OutOfResource'
      | 'UnexpectedAdmissionError'
      | 'TopologyAffinityError'
      | 'SMTAlignmentError'
      | 'PodOSNotSupported'
      | 'PodOSSelectorNodeLabelDoesNotMatch'
      | 'AppArmor'
      | 'SysctlForbidden'
      | 'NodeName'
      | 'NodePorts'
      | 'TaintToleration'
      | 'InitContainerRestartPolicyForbidden'
      | 'PodLevelResourcesNotAdmittedReason'
      | 'BackoffLimitExceeded'
      | 'Other';
    ServiceHistory: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /**
       * Format: date-time
       * @description Since when this shield knows anything.
       */
      since: string;
      /** @description Leads to the next page, with the same `from` and `to`. */
      continue?: string;
      /** @description By cluster and namespace, oldest first; the first of each was so at the beginning. */
      items: components['schemas']['HistoricChange'][];
      /** @description Whole days that were added up, on the first page; with `HISTORY_DIR`. */
      days: components['schemas']['HistoricDay'][];
    };
    ServiceItem: {
      cluster: string;
      /** @description Empty: a logical service, whose name only a check's file gives. */
      namespace: string;
      name: string;
      /** @description What makes its pods: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`. */
      kind: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description What it asks of people: its state, or `degraded` where that is better and a custom check of it is red, orange or yellow. */
      attention: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description Pods that were asked for; `unknown` where what owns the pods doesn't say, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the start that is awaited.
       */
      next?: string;
      /** @description Of a CronJob. */
      last?: components['schemas']['LastRuns'];
      /** @description The window of planned maintenance that it is in. */
      maintenance?: components['schemas']['Maintenance'];
      /** @description By the check's name, `health` first. */
      results: {
        [key: string]: components['schemas']['CheckResult'];
      };
    };
    ServicePage: {
      /** @description By cluster, namespace and name. */
      items: components['schemas']['ServiceItem'][];
      /** @description Of all pages. */
      total: number;
      /** @description Leads to the next page; absent on the last one. */
      continue?: string;
      /**
       * Format: date-time
       * @description With `at`: the moment that was asked about.
       */
      at?: string;
      /**
       * Format: date-time
       * @description With `at`: since when this shield knows anything.
       */
      since?: string;
      /** @description With `at`: `false` where no shield was looking then, or it isn't kept; what ran then isn't known. */
      seen?: boolean;
    };
    ServiceWithHistory: {
      cluster: string;
      /** @description Empty: a logical service, whose name only a check's file gives. */
      namespace: string;
      name: string;
      /** @description What makes its pods: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`. */
      kind: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description What it asks of people: its state, or `degraded` where that is better and a custom check of it is red, orange or yellow. */
      attention: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description Pods that were asked for; `unknown` where what owns the pods doesn't say, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the start that is awaited.
       */
      next?: string;
      /** @description Of a CronJob. */
      last?: components['schemas']['LastRuns'];
      /** @description The window of planned maintenance that it is in. */
      maintenance?: components['schemas']['Maintenance'];
      /** @description By the check's name, `health` first. */
      results: {
        [key: string]: components['schemas']['CheckResult'];
      };
      /** @description The last changes of its state, oldest first, as this process saw them; empty for one-offs. */
      history: components['schemas']['StateSpan'][];
    };
    ServicesOfName: {
      /** @description One for each cluster and namespace that has the name. */
      items: components['schemas']['ServiceWithHistory'][];
      total: number;
    };
    ShieldsEndpoint: {
      /** @enum {integer} */
      schemaVersion: 1;
      label: string;
      message: string;
      color: string;
      labelColor?: string;
      /** @enum {string} */
      style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
      /** @description It is no result: not known, not confirmed, or failed. */
      isError: boolean;
      /** @description For how long it may be shown. */
      cacheSeconds: number;
    };
    Snapshot: {
      cluster: string;
      /** @description Random for each process. */
      epoch: string;
      /** @description Of the shield. */
      version?: string;
      /**
       * @description Services are left out: there are more than a shield may send.
       * @enum {boolean}
       */
      truncated?: true;
      sources: components['schemas']['SnapshotSource'][];
      services: components['schemas']['SnapshotService'][];
    };
    SnapshotCounts: {
      ready: number;
      total: number;
      restarts: number;
      /** @enum {string} */
      ended?: 'completed' | 'failed' | 'retrying';
    };
    SnapshotDeployedBy: {
      kind: string;
      /** @description Empty: not known. */
      namespace: string;
      /** @description Empty: a tool alone is named. */
      name: string;
      /** @description As WATCH_OBJECTS names its kind. */
      resource?: string;
    };
    SnapshotResult: {
      check: string;
      label: string;
      status: string;
      color: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not ok: from a closed list, `Other` for whatever is not on it. */
      reason?: components['schemas']['Reason'];
      /** @description Unix milliseconds. */
      since?: number;
      /** @description `health` only. */
      counts?: components['schemas']['SnapshotCounts'];
      /** @description A source's id. */
      source: string;
    };
    SnapshotService: {
      /** @description Empty: a logical service. */
      namespace: string;
      name: string;
      kind: string;
      /** @description `health` first. */
      results: components['schemas']['SnapshotResult'][];
      /** @description As labels and annotations of its workload say. */
      deployedBy?: components['schemas']['SnapshotDeployedBy'];
    };
    SnapshotSource: {
      /** @description `pods`, `pods/NAMESPACE`, or anything else for a check's runs. */
      id: string;
      /** @description Milliseconds since its last proof; absent: never proven. */
      age?: number;
      /** @description Milliseconds by which its proofs may be further apart than a watch's. */
      grace?: number;
    };
    SourceItem: {
      /** @description Whose API server it watches. */
      cluster: string;
      /** @description Of one cluster each once. */
      id: string;
      /** @description What it watches, as RBAC says it; `workloads`: what a peer judges health by, pods and workloads together. */
      kind: string;
      /** @description Absent: every namespace that is watched. */
      namespace?: string;
      /**
       * @description `not-granted`: the service account may not list this kind, or the API server has no such kind, and everything else goes on without it; `refused`: what is needed was refused for a minute.
       * @enum {string}
       */
      state: 'listing' | 'watching' | 'failing' | 'refused' | 'not-granted';
      /** @description How many are known; absent of a peer's. */
      objects?: number;
      /**
       * Format: date-time
       * @description When it was last proven.
       */
      checked?: string;
      /**
       * @description What went wrong last, while its state says that something does.
       * @enum {string}
       */
      fault?:
        | 'unreachable'
        | 'certificate'
        | 'credentials'
        | 'unauthorized'
        | 'forbidden'
        | 'not-found'
        | 'throttled'
        | 'bad-request'
        | 'server-error'
        | 'timeout'
        | 'silent'
        | 'cut-off'
        | 'unreadable'
        | 'too-large'
        | 'gone'
        | 'went-back'
        | 'endless-list'
        | 'ended-early';
      /** @description What to add to the role of the service account. */
      rule?: string;
    };
    SourceList: {
      /** @description This cluster's, then the peers'. */
      items: components['schemas']['SourceItem'][];
    };
    /**
     * @description How something stands, worst first.
     * @enum {string}
     */
    State: 'down' | 'degraded' | 'stale' | 'unknown' | 'ok';
    StateSpan: {
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /**
       * Format: date-time
       * @description Until the next one.
       */
      from: string;
    };
    Uptime: {
      /** @description As it was asked for: `30d`. */
      window: string;
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /** @description Seconds in each state, and `unseen`; together they are the window, times the services that are joined. */
      seconds?: {
        down: number;
        degraded: number;
        stale: number;
        unknown: number;
        ok: number;
        unseen: number;
      };
    };
    WhyChange: {
      /** Format: date-time */
      at: string;
      /** @description A state; `unseen`: it was not seen from then on. */
      state: string;
      /**
       * @description Its badge was red, although its state was `degraded`.
       * @enum {string}
       */
      color?: 'red';
      /** @description Why the state is not ok: from a closed list, `Other` for whatever is not on it. */
      reason?: components['schemas']['Reason'];
      version?: string;
    };
    WhyCheck: {
      check: string;
      interval: string;
      failuresInARow: number;
      /**
       * Format: date-time
       * @description Absent while it runs.
       */
      nextRun?: string;
      /** @description Newest first. */
      runs: components['schemas']['WhyRun'][];
    };
    WhyContainer: {
      name: string;
      /** @enum {string} */
      state: 'waiting' | 'running' | 'terminated' | 'unknown';
      /** @description Why it waits, or how it ended. */
      reason?: components['schemas']['Reason'];
      /** @description Of its last ending. */
      exitCode?: number;
      /** Format: date-time */
      since?: string;
      restarts: number;
    };
    WhyDeployedBy: {
      /** @description `Kustomization`, `HelmRelease`, `Application`, `Helm release`, or a tool. */
      kind: string;
      namespace?: string;
      name?: string;
      /** @description How that is, where its kind is watched. */
      object?: components['schemas']['WhyDeployingObject'];
    };
    WhyDeployingObject: {
      /** @description As WATCH_OBJECTS names its kind. */
      resource: string;
      namespace: string;
      name: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      status: string;
      /** @description What it has applied. */
      version?: string;
    };
    WhyElsewhere: {
      cluster: string;
      namespace: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      attention: components['schemas']['State'];
      version?: string;
    };
    WhyLink: {
      name: string;
      /**
       * Format: uri
       * @description https, without user name or password.
       */
      url: string;
      /** @description Where it leads, in ASCII. */
      host: string;
    };
    WhyPod: {
      name: string;
      phase: string;
      /** @description Containers, as `kubectl get pods` counts them. */
      ready: number;
      total: number;
      restarts: number;
      /** Format: date-time */
      created: string;
      version: string;
      /** @description Why the state is not ok: from a closed list, `Other` for whatever is not on it. */
      reason?: components['schemas']['Reason'];
      /** @description Those that are not ready, or restarted. */
      containers: components['schemas']['WhyContainer'][];
    };
    WhyRun: {
      /** Format: date-time */
      at: string;
      /** @description How long it took. */
      duration: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description What went wrong: `timed-out`, `error`, `misconfigured`, or the code of what caused it. */
      reason?: string;
    };
    WhyService: {
      cluster: string;
      /** @description Empty: a logical service, whose name only a check's file gives. */
      namespace: string;
      name: string;
      /** @description What makes its pods: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`. */
      kind: string;
      /**
       * @description How it stands, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: it was not confirmed lately;
       *     - `unknown`: there is nothing to judge;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description What it asks of people: its state, or `degraded` where that is better and a custom check of it is red, orange or yellow. */
      attention: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description Pods that were asked for; `unknown` where what owns the pods doesn't say, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the start that is awaited.
       */
      next?: string;
      /** @description Of a CronJob. */
      last?: components['schemas']['LastRuns'];
      /** @description The window of planned maintenance that it is in. */
      maintenance?: components['schemas']['Maintenance'];
      /** @description By the check's name, `health` first. */
      results: {
        [key: string]: components['schemas']['CheckResult'];
      };
      /** @description In a sentence. */
      why: string;
      /** @description A command that says more. */
      kubectl?: string;
      /** @description As labels and annotations of its workload say. */
      deployedBy?: components['schemas']['WhyDeployedBy'];
      /** @description In trouble first; empty where they are not known here. */
      pods: components['schemas']['WhyPod'][];
      /** @description What was asked for; empty where it is not known here. */
      workloads: components['schemas']['WhyWorkload'][];
      /** @description By annotations `kube-shields/link.NAME` of its workloads. */
      links: components['schemas']['WhyLink'][];
      /** @description Custom checks, with their last runs; empty for other clusters. */
      checks: components['schemas']['WhyCheck'][];
      /** @description Services of the same name in other places. */
      elsewhere: components['schemas']['WhyElsewhere'][];
      /** @description Of state and version in the past week, oldest first. */
      changes: components['schemas']['WhyChange'][];
    };
    WhyServices: {
      items: components['schemas']['WhyService'][];
      total: number;
    };
    WhyWorkload: {
      kind: string;
      name: string;
      /** @description Pods. */
      wanted?: number;
      /** @description Pods of its newest version. */
      updated?: number;
      /** @description Why it is not what it should be, by its conditions. */
      reason?: components['schemas']['Reason'];
      /** @description Of a CronJob. */
      schedule?: string;
      timeZone?: string;
      /**
       * Format: date-time
       * @description The start that is awaited.
       */
      next?: string;
      /** Format: date-time */
      lastStart?: string;
      /** Format: date-time */
      lastSuccess?: string;
    };
  };
  responses: {
    /** @description Names or parameters that don't fit. */
    BadRequest: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "bad-request",
         *       "title": "Bad request",
         *       "status": 400,
         *       "detail": "limit must be a whole number from 1 to 500.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description A signature is wanted (private mode), and it is missing or refused. A browser that opens the address gets a page that says so. */
    Refused: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "unsigned",
         *       "title": "Forbidden",
         *       "status": 403,
         *       "detail": "This needs a signature with the key in INTRA_SECRET. For curl: node dist/main.js sign GET URL prints the headers.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The shield is private: there are no pages. */
    Hidden: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
        'Permissions-Policy': components['headers']['Permissions-Policy'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "not-found",
         *       "title": "Not found",
         *       "status": 404,
         *       "detail": "There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
        'text/html': string;
      };
    };
    /** @description No service of that name is known. */
    UnknownService: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "not-found",
         *       "title": "Not found",
         *       "status": 404,
         *       "detail": "No service of that name is known. /services/ lists those of this cluster.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Any other method than GET and HEAD. */
    MethodNotAllowed: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        Allow: components['headers']['Allow'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "method-not-allowed",
         *       "title": "Method not allowed",
         *       "status": 405,
         *       "detail": "Nothing can be changed here. Ask with GET or HEAD.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The request did not arrive within 15 s. */
    RequestTimeout: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "request-timeout",
         *       "title": "Request Timeout",
         *       "status": 408,
         *       "detail": "The request did not arrive in time. Send it again, as a whole.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The request has a body. */
    ContentTooLarge: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "content-too-large",
         *       "title": "Content too large",
         *       "status": 413,
         *       "detail": "No request may have a body. Send it without one.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Path and query are longer than 4096 bytes. */
    UriTooLong: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "uri-too-long",
         *       "title": "URI too long",
         *       "status": 414,
         *       "detail": "Path and query together may have 4096 bytes. Leave parameters out, or shorten them.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description The header fields are longer than 16 kB. */
    HeadersTooLarge: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "headers-too-large",
         *       "title": "Request Header Fields Too Large",
         *       "status": 431,
         *       "detail": "All header fields together may have 16 kB. Send fewer cookies and headers.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description A mistake in kube-shields. */
    InternalError: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "internal-error",
         *       "title": "Internal error",
         *       "status": 500,
         *       "detail": "This is a mistake in kube-shields. The log says what happened, under this answer's instance: please report it.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description More signed requests than can be remembered. */
    Busy: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        'Retry-After': components['headers']['Retry-After'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "unavailable",
         *       "title": "Service unavailable",
         *       "status": 503,
         *       "detail": "More signed requests have come than can be remembered. Ask less often.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description Names or parameters that don't fit. */
    PageBadRequest: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
        'Permissions-Policy': components['headers']['Permissions-Policy'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "bad-request",
         *       "title": "Bad request",
         *       "status": 400,
         *       "detail": "limit must be a whole number from 1 to 500.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
        'text/html': string;
      };
    };
    /** @description Any other method than GET and HEAD. */
    PageMethodNotAllowed: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        Allow: components['headers']['Allow'];
        'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
        'Permissions-Policy': components['headers']['Permissions-Policy'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "method-not-allowed",
         *       "title": "Method not allowed",
         *       "status": 405,
         *       "detail": "Nothing can be changed here. Ask with GET or HEAD.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
        'text/html': string;
      };
    };
    /** @description The request has a body. */
    PageContentTooLarge: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
        'Permissions-Policy': components['headers']['Permissions-Policy'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "content-too-large",
         *       "title": "Content too large",
         *       "status": 413,
         *       "detail": "No request may have a body. Send it without one.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
        'text/html': string;
      };
    };
    /** @description Path and query are longer than 4096 bytes. */
    PageUriTooLong: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
        'Permissions-Policy': components['headers']['Permissions-Policy'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "uri-too-long",
         *       "title": "URI too long",
         *       "status": 414,
         *       "detail": "Path and query together may have 4096 bytes. Leave parameters out, or shorten them.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
        'text/html': string;
      };
    };
    /** @description A mistake in kube-shields. */
    PageInternalError: {
      headers: {
        'Cache-Control': components['headers']['Cache-Control'];
        'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
        'Referrer-Policy': components['headers']['Referrer-Policy'];
        'Content-Security-Policy': components['headers']['Content-Security-Policy'];
        'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
        Vary: components['headers']['Vary'];
        'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
        'Permissions-Policy': components['headers']['Permissions-Policy'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "internal-error",
         *       "title": "Internal error",
         *       "status": 500,
         *       "detail": "This is a mistake in kube-shields. The log says what happened, under this answer's instance: please report it.",
         *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
         *     }
         */
        'application/problem+json': components['schemas']['Problem'];
        'text/html': string;
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: {
    /**
     * @description How long caches may show it.
     *     - Badges: never past the moment they would turn stale; grey ones 5 s.
     *     - JSON and pages: `no-cache`, so ask before each use.
     *     - Errors, probes, and whatever needs a signature: `no-store`.
     * @example public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40
     */
    'Cache-Control': string;
    /**
     * @description A hash of the bytes, the same at every replica. `If-None-Match` with it is answered 304.
     * @example "p8cMsyWAiGM2yjBqWFGMZQ"
     */
    ETag: string;
    /** @description Where `Accept-Encoding` allows it. */
    'Content-Encoding': 'gzip';
    /**
     * @description What else the bytes depend on.
     * @example Accept-Encoding
     */
    Vary: string;
    /** @description Types are not guessed. */
    'X-Content-Type-Options': 'nosniff';
    /** @description Links send no address of the page. */
    'Referrer-Policy': 'no-referrer';
    /**
     * @description What a browser may load for it, and who may frame it.
     * @example default-src 'none'; frame-ancestors 'none'
     */
    'Content-Security-Policy': string;
    /** @description `cross-origin` on what is made to be embedded. */
    'Cross-Origin-Resource-Policy': 'same-origin' | 'cross-origin';
    /** @description Pages stand alone. */
    'Cross-Origin-Opener-Policy': 'same-origin';
    /**
     * @description Pages use no device.
     * @example camera=(), microphone=(), geolocation=()
     */
    'Permissions-Policy': string;
    /**
     * @description `*` on badges as svg and shields; elsewhere the asking origin, where CORS_ORIGINS lists it.
     * @example *
     */
    'Access-Control-Allow-Origin': string;
    /**
     * @description What scripts may read.
     * @example ETag
     */
    'Access-Control-Expose-Headers': string;
    /** @description Methods that are answered. */
    Allow: 'GET, HEAD';
    /**
     * @description Seconds to wait.
     * @example 10
     */
    'Retry-After': number;
    /** @description Makes proxies forward every event at once. */
    'X-Accel-Buffering': 'no';
    /** @description The state that the badge shows. */
    'X-Shield-State': components['schemas']['State'];
    /** @description Why the state is not ok, where that is known. */
    'X-Shield-Reason': components['schemas']['Reason'];
    /**
     * @description When the state (a version's status) last changed; absent until the shield saw it change.
     * @example 2026-11-02T11:58:03.000Z
     */
    'X-Shield-Since': string;
    /**
     * @description When that was last confirmed.
     * @example 2026-11-02T12:00:00.000Z
     */
    'X-Shield-Checked': string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getOverview: {
    parameters: {
      query?: {
        /** @description Only services with this in their name, namespace (`namespace/name` too), kind, version or reason, in either case. */
        q?: string;
        /** @description Only services that ask for this attention; several by comma. */
        state?: string;
        /** @description Only these clusters; several by comma. */
        cluster?: string;
        /** @description Only these namespaces; several by comma. */
        namespace?: string;
        /** @description How what is well is grouped. Default: not at all, or by namespace where there is much. */
        group?: 'none' | 'namespace' | 'cluster' | 'kind';
        /** @description In which order; `problems` is another word for `worst`. */
        sort?: 'worst' | 'name' | 'recent' | 'problems';
        /** @description A table, or a page for a wall. */
        view?: 'table' | 'wall';
        /** @description Of a wall. */
        theme?: 'dark' | 'light';
        /** @description Groups that are unfolded, as links of the page give it. */
        open?: string;
        /** @description Services whose details are unfolded, as links of the page give it. */
        rows?: string;
        /** @description How many services of an unfolded group to leave out first, as links of the page give it. */
        from?: number;
        /** @description The check whose badge panel is open, as links of the page give it. */
        badge?: string;
        /** @description The panel's choice. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The panel's choice. */
        label?: string;
        /** @description The panel's choice, as badges take it. */
        mark?: string;
        /** @description The panel's choice, as badges take it. */
        palette?: string;
        /** @description The panel's choice, as badges take it. */
        reason?: string;
        /** @description The panel's choice, as badges take it. */
        logo?: string;
        /** @description Only this part of the page. */
        part?: 'badge';
        /** @description As it was known then: a time with its zone, at least 60 s ago and within the past 90 days. */
        at?: string;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /** @example <!doctype html><html lang="en">…</html> */
          'text/html': string;
        };
      };
      /** @description Nothing has changed. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['PageBadRequest'];
      /** @description With `part=badge`: no such check. Or: The shield is private: there are no pages. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
          'text/html': string;
        };
      };
      405: components['responses']['PageMethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['PageContentTooLarge'];
      414: components['responses']['PageUriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['PageInternalError'];
      /** @description Not now: too many moments of the past are being read. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "Too many moments of the past are being read. Ask again.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
          'text/html': string;
        };
      };
    };
  };
  getServicePage: {
    parameters: {
      query?: {
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description How far back the history is drawn. */
        window?: '6h' | '24h' | '7d';
        /** @description The check whose badge panel is open, as links of the page give it. */
        badge?: string;
        /** @description The panel's choice. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The panel's choice. */
        label?: string;
        /** @description The panel's choice, as badges take it. */
        mark?: string;
        /** @description The panel's choice, as badges take it. */
        palette?: string;
        /** @description The panel's choice, as badges take it. */
        reason?: string;
        /** @description The panel's choice, as badges take it. */
        logo?: string;
        /** @description Only this part of the page. */
        part?: 'badge';
        /** @description As it was known then: a time with its zone, at least 60 s ago and within the past 90 days. */
        at?: string;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /** @example <!doctype html><html lang="en">…</html> */
          'text/html': string;
        };
      };
      /** @description Nothing has changed. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['PageBadRequest'];
      /** @description No service of that name is known there. Or: The shield is private: there are no pages. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
          'text/html': string;
        };
      };
      405: components['responses']['PageMethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['PageContentTooLarge'];
      414: components['responses']['PageUriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['PageInternalError'];
      /** @description Not now: too many moments of the past are being read. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "Too many moments of the past are being read. Ask again.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
          'text/html': string;
        };
      };
    };
  };
  getAsset: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The file's name, as the page gives it. */
        file: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          [name: string]: unknown;
        };
        content: {
          'text/css': string;
          'text/javascript': string;
          'image/svg+xml': string;
        };
      };
      /** @description No such file. Or: The shield is private: there are no pages. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
          'text/html': string;
        };
      };
      405: components['responses']['PageMethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['PageContentTooLarge'];
      414: components['responses']['PageUriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['PageInternalError'];
    };
  };
  getPageStream: {
    parameters: {
      query?: {
        /** @description Only services with this in their name, namespace (`namespace/name` too), kind, version or reason, in either case. */
        q?: string;
        /** @description Only services that ask for this attention; several by comma. */
        state?: string;
        /** @description Only these clusters; several by comma. */
        cluster?: string;
        /** @description Only these namespaces; several by comma. */
        namespace?: string;
        /** @description How what is well is grouped. Default: not at all, or by namespace where there is much. */
        group?: 'none' | 'namespace' | 'cluster' | 'kind';
        /** @description In which order; `problems` is another word for `worst`. */
        sort?: 'worst' | 'name' | 'recent' | 'problems';
        /** @description A table, or a page for a wall. */
        view?: 'table' | 'wall';
        /** @description Of a wall. */
        theme?: 'dark' | 'light';
        /** @description Groups that are unfolded, as links of the page give it. */
        open?: string;
        /** @description Services whose details are unfolded, as links of the page give it. */
        rows?: string;
        /** @description How many services of an unfolded group to leave out first, as links of the page give it. */
        from?: number;
        /** @description Only what concerns a page of a service of that name. */
        service?: string;
        /** @description Where the page stands: its `data-position`. `Last-Event-ID` beats it. */
        at?: string;
      };
      header?: {
        /** @description The last event that was received: what changed since comes first. */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'X-Accel-Buffering': components['headers']['X-Accel-Buffering'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example event: heartbeat
           *     id: Zm9vYmFy.12
           *     data: {"now":1793620800000,"validFor":90000}
           */
          'text/event-stream': string;
        };
      };
      400: components['responses']['PageBadRequest'];
      404: components['responses']['Hidden'];
      405: components['responses']['PageMethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['PageContentTooLarge'];
      414: components['responses']['PageUriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['PageInternalError'];
      /** @description Not now: a thousand pages are live, or the shield is shutting down. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "As many pages are open as may be live at once, 1,000. This one tries again by itself.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
          'text/html': string;
        };
      };
    };
  };
  getWhyCard: {
    parameters: {
      query?: {
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        service: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The card. It is drawn whatever happens, as badges are. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getBadge: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description What to answer with. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description As in 0.0.6: the same as `format=raw`, which a given format beats. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        service: string;
        /** @description `health`, `version`, `uptime`, or a check of your own. A suffix chooses the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
          'application/json':
            | components['schemas']['BadgeData']
            | components['schemas']['RawHealth']
            | components['schemas']['RawResult']
            | components['schemas']['ShieldsEndpoint'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getBadgeImage: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        service: string;
        /** @description `health`, `version`, `uptime`, or a check of your own. A suffix chooses the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getBadgeData: {
    parameters: {
      query?: {
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        service: string;
        /** @description `health`, `version`, `uptime`, or a check of your own. A suffix chooses the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BadgeData'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getAggregateBadge: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description What to answer with. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description As in 0.0.6: the same as `format=raw`, which a given format beats. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The beginning of services' names; `*`: all of them. */
        prefix: string;
        /** @description `health`, `version`, `uptime`, or a check of your own. A suffix chooses the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
          'application/json':
            | components['schemas']['BadgeData']
            | components['schemas']['RawHealth']
            | components['schemas']['RawResult']
            | components['schemas']['ShieldsEndpoint'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getAggregateBadgeImage: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The beginning of services' names; `*`: all of them. */
        prefix: string;
        /** @description `health`, `version`, `uptime`, or a check of your own. A suffix chooses the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getAggregateBadgeData: {
    parameters: {
      query?: {
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The beginning of services' names; `*`: all of them. */
        prefix: string;
        /** @description `health`, `version`, `uptime`, or a check of your own. A suffix chooses the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BadgeData'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getObjectBadge: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description What to answer with. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description As in 0.0.6: the same as `format=raw`, which a given format beats. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description As WATCH_OBJECTS names it, or without the group where that is clear. */
        resource: string;
        /** @description The name of an object; `*`: all of the kind. */
        name: string;
        /** @description `ready`, `version` or `uptime`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
          'application/json':
            | components['schemas']['BadgeData']
            | components['schemas']['RawHealth']
            | components['schemas']['RawResult']
            | components['schemas']['ShieldsEndpoint'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getObjectBadgeImage: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description As WATCH_OBJECTS names it, or without the group where that is clear. */
        resource: string;
        /** @description The name of an object; `*`: all of the kind. */
        name: string;
        /** @description `ready`, `version` or `uptime`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getObjectBadgeData: {
    parameters: {
      query?: {
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description As WATCH_OBJECTS names it, or without the group where that is clear. */
        resource: string;
        /** @description The name of an object; `*`: all of the kind. */
        name: string;
        /** @description `ready`, `version` or `uptime`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BadgeData'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getClusterBadge: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description What to answer with. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description As in 0.0.6: the same as `format=raw`, which a given format beats. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description One of the facts. */
        check: 'version' | 'nodes' | 'pods' | 'services' | 'age';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
          'application/json':
            | components['schemas']['BadgeData']
            | components['schemas']['RawHealth']
            | components['schemas']['RawResult']
            | components['schemas']['ShieldsEndpoint'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getClusterBadgeImage: {
    parameters: {
      query?: {
        /** @description How it is drawn. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description What stands on the left. Default: the check's own label. */
        label?: string;
        /** @description The left side's color: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Instead of a good color; one that warns, or is grey, stays as it is. */
        color?: string;
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description A link: shows this one badge of a private shield. docs/embedding.md says how links are made. */
        k?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
        /** @description Images say by their status too what is wrong: 400, 404 or 503 with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description One of the facts. */
        check: 'version' | 'nodes' | 'pods' | 'services' | 'age';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          /** @example <svg xmlns="http://www.w3.org/2000/svg" width="142" height="20" role="img" aria-label="health: 3/3 (0 restarts)"><title>health: 3/3 (0 restarts)</title><filter id="blur-7d4bd832"><feGaussianBlur stdDeviation="16"/></filter><linearGradient id="s-7d4bd832" x2="0" y2="100%"><stop offset="0" stop-color="#bbb" stop-opacity=".1"/><stop offset="1" stop-opacity=".1"/></linearGradient><clipPath id="r-7d4bd832"><rect width="142" height="20" rx="3"/></clipPath><g clip-path="url(#r-7d4bd832)"><rect width="45" height="20" fill="#555"/><rect x="45" width="97" height="20" fill="#67ac09"/><rect width="142" height="20" fill="url(#s-7d4bd832)"/></g><g fill="#fff" text-anchor="middle" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" text-rendering="geometricPrecision" font-size="110"><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="235" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="350">health</text><text x="235" y="150" fill-opacity=".3" textLength="350">health</text></g><text x="235" y="140" textLength="350">health</text></g><g transform="scale(.1)"><g aria-hidden="true" fill="#010101"><text x="925" y="150" fill-opacity=".8" filter="url(#blur-7d4bd832)" textLength="870">3/3 (0 restarts)</text><text x="925" y="150" fill-opacity=".3" textLength="870">3/3 (0 restarts)</text></g><text x="925" y="140" textLength="870">3/3 (0 restarts)</text></g></g></svg> */
          'image/svg+xml': string;
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          'image/svg+xml': string;
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getClusterBadgeData: {
    parameters: {
      query?: {
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description A mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, white text at 4.5:1 or better. */
        palette?: 'aa';
        /** @description The reason after the text, where there is one: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by simple-icons' name for it. */
        logo?:
          | 'apache'
          | 'apachekafka'
          | 'apachespark'
          | 'argo'
          | 'cilium'
          | 'clickhouse'
          | 'docker'
          | 'dotnet'
          | 'elasticsearch'
          | 'envoyproxy'
          | 'etcd'
          | 'fluentbit'
          | 'fluentd'
          | 'flux'
          | 'github'
          | 'gitlab'
          | 'go'
          | 'grafana'
          | 'haproxy'
          | 'harbor'
          | 'helm'
          | 'influxdb'
          | 'istio'
          | 'k3s'
          | 'keycloak'
          | 'knative'
          | 'kubernetes'
          | 'letsencrypt'
          | 'linkerd'
          | 'mariadb'
          | 'minio'
          | 'mongodb'
          | 'mysql'
          | 'natsdotio'
          | 'nginx'
          | 'nodedotjs'
          | 'openid'
          | 'openjdk'
          | 'opentelemetry'
          | 'php'
          | 'postgresql'
          | 'prometheus'
          | 'python'
          | 'rabbitmq'
          | 'rancher'
          | 'react'
          | 'redis'
          | 'ruby'
          | 'rust'
          | 'sentry'
          | 'traefikproxy'
          | 'typescript'
          | 'vault'
          | 'wordpress';
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description One of the facts. */
        check: 'version' | 'nodes' | 'pods' | 'services' | 'age';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is drawn whatever happens: what isn't known, stale, failed or badly asked is a
       *     grey badge with status 200, because many image proxies hide any other; `X-Shield-State` and `X-Shield-Reason` say which.
       *     As `json` and `raw` what is stale says so in `state`; as `shields` whatever is no result has `isError`.
       */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BadgeData'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description With `strict`: names or parameters that do not fit. Or: Names or parameters that don't fit. */
      400: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "bad-request",
           *       "title": "Bad request",
           *       "status": 400,
           *       "detail": "limit must be a whole number from 1 to 500.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      403: components['responses']['Refused'];
      /** @description With `strict`: no such service, object, check or cluster. Or: In `json` and `raw`: no such service, object, check or cluster. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No such service, check or cluster is known here. GET /v1/services lists what is, and docs/badges.md says how names are made.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          'X-Shield-State': components['headers']['X-Shield-State'];
          'X-Shield-Reason': components['headers']['X-Shield-Reason'];
          'X-Shield-Since': components['headers']['X-Shield-Since'];
          'X-Shield-Checked': components['headers']['X-Shield-Checked'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  listNames: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The names. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example [
           *       "checkout",
           *       "web"
           *     ]
           */
          'application/json': string[];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  listChecksOfService: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Their names, `health` first. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example [
           *       "health",
           *       "version"
           *     ]
           */
          'application/json': string[];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      404: components['responses']['UnknownService'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  listServices: {
    parameters: {
      query?: {
        /** @description Only these clusters; several by comma. */
        cluster?: string;
        /** @description Only these namespaces; several by comma. */
        namespace?: string;
        /** @description Only services in this state; several by comma. */
        state?: string;
        /** @description Only services that ask for this attention; several by comma. */
        attention?: string;
        /** @description Only services with this in their name, namespace (`namespace/name` too), kind, version or reason, in either case. */
        q?: string;
        /** @description How many to a page. */
        limit?: number;
        /** @description Of the page before this one, as it stands. */
        continue?: string;
        /** @description As it was known then: a time with its zone, at least 60 s ago and within the past 90 days. */
        at?: string;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of services. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "cluster": "local",
           *           "namespace": "shop",
           *           "name": "web",
           *           "kind": "Deployment",
           *           "state": "degraded",
           *           "attention": "degraded",
           *           "since": "2026-11-02T11:58:03.000Z",
           *           "results": {
           *             "health": {
           *               "label": "health",
           *               "status": "2/3 (5 restarts)",
           *               "color": "red",
           *               "state": "degraded",
           *               "reason": "CrashLoopBackOff",
           *               "since": "2026-11-02T11:58:03.000Z",
           *               "checked": "2026-11-02T12:00:00.000Z"
           *             },
           *             "version": {
           *               "label": "version",
           *               "status": "v1.4.1 → v1.5.0",
           *               "color": "orange",
           *               "state": "ok",
           *               "since": "2026-11-02T11:57:12.000Z",
           *               "checked": "2026-11-02T12:00:00.000Z"
           *             }
           *           }
           *         }
           *       ],
           *       "total": 2,
           *       "continue": "bG9jYWwvc2hvcC93ZWI"
           *     }
           */
          'application/json': components['schemas']['ServicePage'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description Not now: too many moments of the past are being read. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getServices: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The services. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "cluster": "local",
           *           "namespace": "shop",
           *           "name": "web",
           *           "kind": "Deployment",
           *           "state": "degraded",
           *           "attention": "degraded",
           *           "since": "2026-11-02T11:58:03.000Z",
           *           "results": {
           *             "health": {
           *               "label": "health",
           *               "status": "2/3 (5 restarts)",
           *               "color": "red",
           *               "state": "degraded",
           *               "reason": "CrashLoopBackOff",
           *               "since": "2026-11-02T11:58:03.000Z",
           *               "checked": "2026-11-02T12:00:00.000Z"
           *             },
           *             "version": {
           *               "label": "version",
           *               "status": "v1.4.1 → v1.5.0",
           *               "color": "orange",
           *               "state": "ok",
           *               "since": "2026-11-02T11:57:12.000Z",
           *               "checked": "2026-11-02T12:00:00.000Z"
           *             }
           *           },
           *           "history": [
           *             {
           *               "state": "ok",
           *               "from": "2026-11-02T09:12:44.000Z"
           *             },
           *             {
           *               "state": "degraded",
           *               "from": "2026-11-02T11:58:03.000Z"
           *             }
           *           ]
           *         }
           *       ],
           *       "total": 1
           *     }
           */
          'application/json': components['schemas']['ServicesOfName'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      404: components['responses']['UnknownService'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  listObjects: {
    parameters: {
      query?: {
        /** @description Only this cluster. Default: any that is known here. */
        cluster?: string;
        /** @description Only this kind, as WATCH_OBJECTS names it; without its group, of each group that has the name. */
        resource?: string;
        /** @description Only this namespace. Default: all that have the name. */
        namespace?: string;
        /** @description Only services in this state; several by comma. */
        state?: string;
        /** @description Only what contains this in name, kind or reason, in either case. */
        q?: string;
        /** @description How many to a page. */
        limit?: number;
        /** @description Of the page before this one, as it stands. */
        continue?: string;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of objects. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "cluster": "local",
           *           "resource": "certificates.cert-manager.io",
           *           "kind": "Certificate",
           *           "namespace": "shop",
           *           "name": "checkout-tls",
           *           "state": "ok",
           *           "since": "2026-11-02T11:58:03.000Z",
           *           "results": {
           *             "ready": {
           *               "label": "certificate",
           *               "status": "ready",
           *               "color": "green",
           *               "state": "ok",
           *               "since": "2026-11-02T11:58:03.000Z",
           *               "checked": "2026-11-02T12:00:00.000Z"
           *             }
           *           }
           *         }
           *       ],
           *       "total": 1
           *     }
           */
          'application/json': components['schemas']['ObjectPage'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  getObjectHistory: {
    parameters: {
      query?: {
        /** @description Only these clusters; several by comma. */
        cluster?: string;
        /** @description Only these namespaces; several by comma. */
        namespace?: string;
        /** @description When it begins. Default: the window before `to`. */
        from?: string;
        /** @description When it ends. Default: now. */
        to?: string;
        /** @description How long it is: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description Of the page before this one, as it stands. */
        continue?: number;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description Its kind as WATCH_OBJECTS names it, or without its group. */
        resource: string;
        /** @description Its name. */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The history. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "from": "2026-11-02T00:00:00.000Z",
           *       "to": "2026-11-03T00:00:00.000Z",
           *       "since": "2026-10-01T08:30:00.000Z",
           *       "items": [
           *         {
           *           "cluster": "local",
           *           "namespace": "",
           *           "resource": "nodes",
           *           "at": "2026-11-01T09:12:00.000Z",
           *           "state": "ok",
           *           "version": "v1.36.1"
           *         },
           *         {
           *           "cluster": "local",
           *           "namespace": "",
           *           "resource": "nodes",
           *           "at": "2026-11-02T11:58:00.000Z",
           *           "state": "down",
           *           "reason": "NodeStatusUnknown",
           *           "version": "v1.36.1"
           *         }
           *       ],
           *       "days": []
           *     }
           */
          'application/json': components['schemas']['ObjectHistory'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      /** @description No object of that kind and name is known there. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No object of that kind and name is known in that namespace and cluster. /v1/objects lists those that are.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  getHistory: {
    parameters: {
      query?: {
        /** @description Only these clusters; several by comma. */
        cluster?: string;
        /** @description Only these namespaces; several by comma. */
        namespace?: string;
        /** @description When it begins. Default: the window before `to`. */
        from?: string;
        /** @description When it ends. Default: now. */
        to?: string;
        /** @description How long it is: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description Of the page before this one, as it stands. */
        continue?: number;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The history. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "from": "2026-11-02T00:00:00.000Z",
           *       "to": "2026-11-03T00:00:00.000Z",
           *       "since": "2026-10-01T08:30:00.000Z",
           *       "items": [
           *         {
           *           "cluster": "local",
           *           "namespace": "shop",
           *           "at": "2026-11-01T09:12:00.000Z",
           *           "state": "ok",
           *           "version": "v1.4.1"
           *         },
           *         {
           *           "cluster": "local",
           *           "namespace": "shop",
           *           "at": "2026-11-02T11:58:00.000Z",
           *           "state": "down",
           *           "reason": "CrashLoopBackOff",
           *           "version": "v1.5.0"
           *         }
           *       ],
           *       "days": []
           *     }
           */
          'application/json': components['schemas']['ServiceHistory'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      /** @description No service of that name is known there. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No service of that name is known in that namespace and cluster.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  getWhy: {
    parameters: {
      query?: {
        /** @description Only these clusters; several by comma. */
        cluster?: string;
        /** @description Only these namespaces; several by comma. */
        namespace?: string;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: of a Deployment, a CronJob… */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Why. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "cluster": "local",
           *           "namespace": "shop",
           *           "name": "web",
           *           "kind": "Deployment",
           *           "state": "degraded",
           *           "attention": "degraded",
           *           "since": "2026-11-02T11:58:03.000Z",
           *           "results": {
           *             "health": {
           *               "label": "health",
           *               "status": "2/3 (5 restarts)",
           *               "color": "red",
           *               "state": "degraded",
           *               "reason": "CrashLoopBackOff",
           *               "since": "2026-11-02T11:58:03.000Z",
           *               "checked": "2026-11-02T12:00:00.000Z"
           *             },
           *             "version": {
           *               "label": "version",
           *               "status": "v1.4.1 → v1.5.0",
           *               "color": "orange",
           *               "state": "ok",
           *               "since": "2026-11-02T11:57:12.000Z",
           *               "checked": "2026-11-02T12:00:00.000Z"
           *             }
           *           },
           *           "why": "2 of 3 containers are ready: web-5d4f8c7b6d-x2k9 is in CrashLoopBackOff (container app, exit code 1, 5 restarts).",
           *           "kubectl": "kubectl -n shop logs -p web-5d4f8c7b6d-x2k9 -c app",
           *           "pods": [
           *             {
           *               "name": "web-5d4f8c7b6d-x2k9",
           *               "phase": "Running",
           *               "ready": 0,
           *               "total": 1,
           *               "restarts": 5,
           *               "created": "2026-11-02T11:57:12.000Z",
           *               "version": "v1.5.0",
           *               "reason": "CrashLoopBackOff",
           *               "containers": [
           *                 {
           *                   "name": "app",
           *                   "state": "waiting",
           *                   "reason": "CrashLoopBackOff",
           *                   "exitCode": 1,
           *                   "restarts": 5
           *                 }
           *               ]
           *             }
           *           ],
           *           "deployedBy": {
           *             "kind": "Kustomization",
           *             "namespace": "platform",
           *             "name": "apps",
           *             "object": {
           *               "resource": "kustomizations.kustomize.toolkit.fluxcd.io",
           *               "namespace": "platform",
           *               "name": "apps",
           *               "state": "ok",
           *               "status": "ready",
           *               "version": "4f08f9e1c2d3"
           *             }
           *           },
           *           "workloads": [
           *             {
           *               "kind": "Deployment",
           *               "name": "web",
           *               "wanted": 3,
           *               "updated": 1
           *             }
           *           ],
           *           "links": [
           *             {
           *               "name": "runbook",
           *               "url": "https://wiki.example.com/web",
           *               "host": "wiki.example.com"
           *             }
           *           ],
           *           "checks": [
           *             {
           *               "check": "errors",
           *               "interval": "30s",
           *               "failuresInARow": 1,
           *               "nextRun": "2026-11-02T12:00:25.000Z",
           *               "runs": [
           *                 {
           *                   "at": "2026-11-02T11:59:55.000Z",
           *                   "duration": "5s",
           *                   "state": "unknown",
           *                   "reason": "timed-out"
           *                 },
           *                 {
           *                   "at": "2026-11-02T11:59:20.000Z",
           *                   "duration": "41ms",
           *                   "state": "ok"
           *                 }
           *               ]
           *             }
           *           ],
           *           "elsewhere": [
           *             {
           *               "cluster": "east",
           *               "namespace": "shop",
           *               "state": "ok",
           *               "attention": "ok",
           *               "version": "v1.4.1"
           *             }
           *           ],
           *           "changes": [
           *             {
           *               "at": "2026-11-02T11:58:03.000Z",
           *               "state": "degraded",
           *               "reason": "CrashLoopBackOff",
           *               "version": "v1.5.0"
           *             }
           *           ]
           *         }
           *       ],
           *       "total": 1
           *     }
           */
          'application/json': components['schemas']['WhyServices'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      /** @description No service of that name is known there. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "No service of that name is known in that namespace and cluster.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  listChecks: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The checks. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "file": "queue.ts",
           *           "service": "queue",
           *           "loadError": "syntax"
           *         },
           *         {
           *           "file": "web.ts",
           *           "service": "web",
           *           "check": "hits",
           *           "interval": "10s",
           *           "timeout": "2s",
           *           "lastRun": "2026-11-02T12:00:00.000Z",
           *           "duration": "34ms",
           *           "failuresInARow": 0,
           *           "nextRun": "2026-11-02T12:00:09.812Z",
           *           "runsAlone": false
           *         }
           *       ],
           *       "total": 2
           *     }
           */
          'application/json': components['schemas']['CheckList'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  getBadgesMarkdown: {
    parameters: {
      query?: {
        /** @description Only these clusters; several by comma. */
        cluster?: string;
        /** @description Only these namespaces; several by comma. */
        namespace?: string;
        /** @description Only services in this state; several by comma. */
        state?: string;
        /** @description Only services that ask for this attention; several by comma. */
        attention?: string;
        /** @description Only services with this in their name, namespace (`namespace/name` too), kind, version or reason, in either case. */
        q?: string;
      };
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The table. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example | Namespace | Service | health | version |
           *     | --- | --- | --- | --- |
           *     | shop | web | ![web health](/_/web/health/?namespace=shop) | ![web version](/_/web/version/?namespace=shop) |
           */
          'text/markdown': string;
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  listPeers: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The peers. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "address": "https://east.example.com",
           *           "cluster": "east",
           *           "connected": true,
           *           "since": "2026-11-02T11:58:03.000Z",
           *           "lastContact": "2026-11-02T12:00:00.000Z",
           *           "services": 214,
           *           "insecure": false
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['PeerList'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  listSources: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sources. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "items": [
           *         {
           *           "cluster": "east",
           *           "id": "pods",
           *           "kind": "pods",
           *           "state": "watching",
           *           "objects": 1204,
           *           "checked": "2026-11-02T12:00:00.000Z"
           *         },
           *         {
           *           "cluster": "east",
           *           "id": "cronjobs",
           *           "kind": "cronjobs.batch",
           *           "state": "not-granted",
           *           "objects": 0,
           *           "fault": "forbidden"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['SourceList'];
        };
      };
      /** @description What `If-None-Match` names still holds. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['Busy'];
    };
  };
  getSnapshot: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The snapshot. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Content-Encoding': components['headers']['Content-Encoding'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "cluster": "east",
           *       "epoch": "9f86d081884c7d65",
           *       "sources": [
           *         {
           *           "id": "pods",
           *           "age": 1204
           *         }
           *       ],
           *       "services": [
           *         {
           *           "namespace": "shop",
           *           "name": "web",
           *           "kind": "Deployment",
           *           "results": [
           *             {
           *               "check": "health",
           *               "label": "health",
           *               "status": "3/3 (0 restarts)",
           *               "color": "green",
           *               "state": "ok",
           *               "counts": {
           *                 "ready": 3,
           *                 "total": 3,
           *                 "restarts": 0
           *               },
           *               "source": "pods"
           *             }
           *           ]
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['Snapshot'];
        };
      };
      /** @description The services are as `If-None-Match` has them. Ages are not compared. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Content-Encoding': components['headers']['Content-Encoding'];
          [name: string]: unknown;
        };
        content?: never;
      };
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description Not now: the first list of pods is not in, the shield is shutting down, or as many streams are open as may be. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getStream: {
    parameters: {
      query?: {
        /** @description Time between heartbeats, 100ms to 60s. */
        heartbeat?: string;
      };
      header?: {
        /** @description Go on after this change, where its process still knows what came after it. Part of the signature. */
        'Last-Event-ID'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The events. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'X-Accel-Buffering': components['headers']['X-Accel-Buffering'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example event: heartbeat
           *     data: {"cluster":"east","epoch":"9f86d081884c7d65","sources":[{"id":"pods","age":1204}]}
           */
          'text/event-stream': string;
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Refused'];
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description Not now: the first list of pods is not in, the shield is shutting down, or as many streams are open as may be. Or: More signed requests than can be remembered. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Retry-After': components['headers']['Retry-After'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "unavailable",
           *       "title": "Service unavailable",
           *       "status": 503,
           *       "detail": "More signed requests have come than can be remembered. Ask less often.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  getDocsPage: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The page. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /** @example <!doctype html><html lang="en">…</html> */
          'text/html': string;
        };
      };
      /** @description Nothing has changed. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      404: components['responses']['Hidden'];
      405: components['responses']['PageMethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['PageContentTooLarge'];
      414: components['responses']['PageUriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['PageInternalError'];
    };
  };
  getOpenapi: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The document. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      /** @description Nothing has changed. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          'Access-Control-Allow-Origin': components['headers']['Access-Control-Allow-Origin'];
          'Access-Control-Expose-Headers': components['headers']['Access-Control-Expose-Headers'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          [name: string]: unknown;
        };
        content?: never;
      };
      404: components['responses']['Hidden'];
      405: components['responses']['PageMethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['PageContentTooLarge'];
      414: components['responses']['PageUriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['PageInternalError'];
    };
  };
  getDocsAsset: {
    parameters: {
      query?: never;
      header?: {
        /** @description Tags (`ETag`) of what is already there: the answer is 304 where it still holds. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The file's name. */
        asset: 'swagger-ui.css' | 'swagger-ui-bundle.js' | 'favicon-32x32.png' | 'start.js';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          [name: string]: unknown;
        };
        content: {
          'text/css': string;
          'text/javascript': string;
          'image/png': string;
        };
      };
      /** @description Nothing has changed. */
      304: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          ETag: components['headers']['ETag'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description No such file. Or: The shield is private: there are no pages. */
      404: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Content-Security-Policy': components['headers']['Content-Security-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          Vary: components['headers']['Vary'];
          'Cross-Origin-Opener-Policy': components['headers']['Cross-Origin-Opener-Policy'];
          'Permissions-Policy': components['headers']['Permissions-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "There is nothing at this path. Badges are at /_/SERVICE/CHECK/, as in /_/web/health/.",
           *       "instance": "urn:uuid:0b1f6c1e-6c5e-4a0b-9c57-5a3c9a1f0e42"
           *     }
           */
          'application/problem+json': components['schemas']['Problem'];
          'text/html': string;
        };
      };
      405: components['responses']['PageMethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['PageContentTooLarge'];
      414: components['responses']['PageUriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['PageInternalError'];
    };
  };
  ping: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It runs. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          [name: string]: unknown;
        };
        content: {
          /** @example PONG */
          'text/plain': string;
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
    };
  };
  isAlive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It runs. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          [name: string]: unknown;
        };
        content: {
          /** @example alive */
          'text/plain': string;
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
    };
  };
  isReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Badges are true. */
      200: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          [name: string]: unknown;
        };
        content: {
          /** @example ready */
          'text/plain': string;
        };
      };
      405: components['responses']['MethodNotAllowed'];
      408: components['responses']['RequestTimeout'];
      413: components['responses']['ContentTooLarge'];
      414: components['responses']['UriTooLong'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      /** @description Not yet, or not any more; a line for each reason. */
      503: {
        headers: {
          'Cache-Control': components['headers']['Cache-Control'];
          'X-Content-Type-Options': components['headers']['X-Content-Type-Options'];
          'Referrer-Policy': components['headers']['Referrer-Policy'];
          'Cross-Origin-Resource-Policy': components['headers']['Cross-Origin-Resource-Policy'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example not ready
           *     the first list of pods is not in
           */
          'text/plain': string;
        };
      };
    };
  };
}
