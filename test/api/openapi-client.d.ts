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
     * The overview page
     * @description Everything at a glance. Complete without JavaScript; with it, the page follows changes. Its links keep its parameters.
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
     * @description The state of the service and its reason, its pods, checks and history, and where else a service of this name runs. If several clusters or namespaces have the name, the page shows the one with the worst `attention`, unless parameters select one.
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
     * @description Its name contains a hash of its content, so it may be cached forever.
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
     * The changes of the overview page
     * @description Server-sent events for a page with the same parameters. `update`: changed rows, in the form that
     *     the page's script reads; `refresh`: request the page again; `heartbeat`: every five seconds; `reconnect`: the shield is
     *     shutting down.
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
     * Why a service is in its state, as a wide image
     * @description An image for wikis with the state, its reason, since when it lasts, the version, and the past day. If several namespaces have the name, it shows the one with the worst `attention`. It has the same access as the API: links to single badges don't open it.
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
     * @description The result of one check of one service, as an image or as data. Services of this name in several namespaces are joined, unless `namespace` selects one. If several clusters have the name, this cluster takes precedence, then the peers in their order.
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
     * @description The result of one check of one service, as an image or as data. Services of this name in several namespaces are joined, unless `namespace` selects one. If several clusters have the name, this cluster takes precedence, then the peers in their order.
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
     * @description The result of one check of one service, as an image or as data. Services of this name in several namespaces are joined, unless `namespace` selects one. If several clusters have the name, this cluster takes precedence, then the peers in their order.
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
     * @description The results of one check of all services whose names have this prefix, in every cluster: counts are added up, the color is the worst one, and it is never a good one while a part of the results is not confirmed.
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
     * @description The results of one check of all services whose names have this prefix, in every cluster: counts are added up, the color is the worst one, and it is never a good one while a part of the results is not confirmed.
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
     * @description The results of one check of all services whose names have this prefix, in every cluster: counts are added up, the color is the worst one, and it is never a good one while a part of the results is not confirmed.
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
     * @description The result for an object of a kind in WATCH_OBJECTS: `ready`, `version` if the kind has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.
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
     * @description The result for an object of a kind in WATCH_OBJECTS: `ready`, `version` if the kind has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.
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
     * @description The result for an object of a kind in WATCH_OBJECTS: `ready`, `version` if the kind has one, and `uptime`. `*` joins all objects of the kind: `11/12 ready`.
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
     * @description Facts about the cluster: `version`, `nodes`, `pods`, `services` and `age`; `nodes` and `age` need `nodes` in WATCH_OBJECTS.
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
     * @description Facts about the cluster: `version`, `nodes`, `pods`, `services` and `age`; `nodes` and `age` need `nodes` in WATCH_OBJECTS.
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
     * @description Facts about the cluster: `version`, `nodes`, `pods`, `services` and `age`; `nodes` and `age` need `nodes` in WATCH_OBJECTS.
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
     * @description The sorted names without duplicates, as in 0.0.6.
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
     * @description The names of the checks, as in 0.0.6. A service is also found by the name that 0.0.6 gave it (`web-5d4f8c7b6d`).
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
     * All services of this cluster and of the peers
     * @description Sorted by cluster, namespace and name. A page that isn't the last one has `continue`: send it with the same filters to get the next page. Services that appear or disappear meanwhile neither shift nor repeat the others. With `at`, each service has the state, reason and version that were recorded for that time, and nothing current.
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
     * @description The services of this name in every cluster and namespace, with their latest changes of state.
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
     * All objects of the kinds in WATCH_OBJECTS
     * @description The objects of the kinds in WATCH_OBJECTS, such as nodes, certificates and GitOps objects. A page that isn't the last one has `continue`.
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
     * The history of an object
     * @description The changes of its readiness and version in a period of time, and the totals of each day, in every cluster and namespace that has the name.
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
     * The history of a service
     * @description The changes of its state and version in a period of time, and the totals of each day. Times without observation are reported as `unseen`. docs/history.md describes what is kept.
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
     * @description The reason in a sentence, the pods behind it with the unhealthy ones first, the changes of the past week, and where else a service of this name runs.
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
     * All custom checks and their runs
     * @description The checks in the files of `CHECKS_DIR`. If the current version of a file could not be loaded, its items have `loadError`, and the checks of the last valid version stay in use.
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
     * @description To paste into a README or a wiki. URLs are absolute if PUBLIC_URL is set. One-off services are left out.
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
     * The shields of other clusters, and their connections
     * @description The peers in OTHER_SHIELDS, in that order, which is the order in which services are looked up.
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
     * The sources of all data, and whether they are current
     * @description Every watch of this cluster's API server, and those that peers report. A watch that isn't granted is listed too: badges are shown without its data.
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
     * All services of this shield's own cluster
     * @description One-off services are left out. Results don't change when their sources age: the reader decides by the ages of the sources whether they are stale.
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
     * All services of this shield's own cluster, followed by their changes
     * @description Server-sent events: a snapshot in parts, then every change, and heartbeats with the ages of the sources. docs/federation.md describes each event.
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
     * This API in Swagger UI
     * @description Documentation in which requests can be tried. The shield serves all files itself: the page loads nothing from other sites.
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
     * @description The OpenAPI 3.1 document. It is the same for every shield of a version, and contains no settings of the deployment.
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
     * @description A file that the page at /docs loads.
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
     * Whether the shield responds
     * @description The same answer as in 0.0.6. Open in every mode, as all probes are.
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
     * Whether the process is alive
     * @description For livenessProbe. A shield that has lost the connection to its API server is alive: it goes on drawing badges, in grey.
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
     * Whether the first lists have been received
     * @description For readinessProbe. Once it is ready, the shield stays ready until it is stopped: results that it cannot confirm turn grey, but don't make it unready.
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
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it. */
      reason?: components['schemas']['Reason'];
    };
    BadgeData: {
      /** @description The text on the left of a badge. */
      label: string;
      /** @description The text on the right of a badge. */
      status: string;
      /** @description The name of a color, or hex digits without `#`. */
      color: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it. */
      reason?: components['schemas']['Reason'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /**
       * Format: date-time
       * @description When the result was last confirmed.
       */
      checked?: string;
      /** @description During maintenance: the result without it. */
      actual?: components['schemas']['ActualResult'];
      /** @description The cluster, if the badge is about a single one. */
      cluster?: string;
      /** @description The namespace, if the badge is about a single one. */
      namespace?: string;
      /** @description The service; absent in an aggregate, whose prefix is in the path. */
      service?: string;
      check: string;
      /** @description Of an aggregate: the clusters that belong to it and are disconnected, by name, or by host if the name is unknown. */
      missing?: string[];
      /** @description The desired number of pods; `unknown` if the owner of the pods doesn't have it, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the next expected start.
       */
      next?: string;
      /** @description Only CronJobs have it. */
      last?: components['schemas']['LastRuns'];
      /** @description Only of `uptime`: the times that it is computed from. */
      uptime?: components['schemas']['Uptime'];
    };
    CheckItem: {
      /** @description The name of the file, without its folder. */
      file: string;
      /** @description The service that the file's checks belong to. */
      service: string;
      /** @description The name of the check; absent if no version of the file could be loaded. */
      check?: string;
      /** @description The time from the start of a run to the start of the next one. */
      interval?: string;
      timeout?: string;
      /**
       * Format: date-time
       * @description When the last run ended.
       */
      lastRun?: string;
      /** @description The duration of the last run. */
      duration?: string;
      failuresInARow?: number;
      /** @description The latest failure of a run: `timed-out`, `error`, or the code of its cause, such as `ECONNREFUSED`. It is kept when later runs succeed. */
      lastError?: string;
      /** Format: date-time */
      lastErrorAt?: string;
      /**
       * Format: date-time
       * @description When the next run starts; absent during a run.
       */
      nextRun?: string;
      /** @description Whether the check runs in a separate process. */
      runsAlone?: boolean;
      /**
       * @description Why the current version of the file is not in use; the last version that could be loaded is. The log has details.
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
      /** @description Line and column of the first fault in a file of checks without code, such as `4:7`. */
      loadErrorAt?: string;
    };
    CheckList: {
      /** @description Sorted by file. */
      items: components['schemas']['CheckItem'][];
      total: number;
    };
    CheckResult: {
      /** @description The text on the left of a badge. */
      label: string;
      /** @description The text on the right of a badge. */
      status: string;
      /** @description The name of a color, or hex digits without `#`. */
      color: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it. */
      reason?: components['schemas']['Reason'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /**
       * Format: date-time
       * @description When the result was last confirmed.
       */
      checked?: string;
      /** @description During maintenance: the result without it. */
      actual?: components['schemas']['ActualResult'];
    };
    HistoricChange: {
      cluster: string;
      /** @description Empty: a logical service. */
      namespace: string;
      /** Format: date-time */
      at: string;
      /**
       * @description The state from then on; `unseen`: it was not observed.
       * @enum {string}
       */
      state: 'down' | 'degraded' | 'stale' | 'unknown' | 'ok' | 'unseen';
      /**
       * @description Its badge was red, although its state was `degraded`.
       * @enum {string}
       */
      color?: 'red';
      /** @description Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it. */
      reason?: components['schemas']['Reason'];
      /** @description The version that was running, if known. */
      version?: string;
    };
    HistoricDay: {
      cluster: string;
      namespace: string;
      /**
       * Format: date
       * @description The day in UTC.
       */
      day: string;
      /** @description The seconds in each state; `unseen`: not observed. */
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
      /** @description Empty: the kind is cluster-scoped. */
      namespace: string;
      /** @description The kind as in WATCH_OBJECTS. */
      resource: string;
      /** Format: date-time */
      at: string;
      /**
       * @description The state from then on; `unseen`: it was not observed.
       * @enum {string}
       */
      state: 'down' | 'degraded' | 'stale' | 'unknown' | 'ok' | 'unseen';
      /** @description The reason in the object's own conditions if that was CamelCase, otherwise `Other`; or `stale`, or `Flapping`. */
      reason?: string;
      /** @description The object's version. */
      version?: string;
    };
    HistoricObjectDay: {
      cluster: string;
      namespace: string;
      /**
       * Format: date
       * @description The day in UTC.
       */
      day: string;
      /** @description The seconds in each state; `unseen`: not observed. */
      seconds?: {
        down: number;
        degraded: number;
        stale: number;
        unknown: number;
        ok: number;
        unseen: number;
      };
      /** @description The kind as in WATCH_OBJECTS. */
      resource: string;
    };
    LastRuns: {
      /**
       * Format: date-time
       * @description When the CronJob last started a run.
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
      /** @description The text of the planned maintenance; may be empty. */
      text: string;
    };
    ObjectHistory: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /**
       * Format: date-time
       * @description Since when this shield has records.
       */
      since: string;
      /** @description Send it as `continue`, with the same `from` and `to`, to get the next page. */
      continue?: string;
      /** @description Sorted by cluster and namespace, oldest first; the first item of each is the state at `from`. */
      items: components['schemas']['HistoricObjectChange'][];
      /** @description The totals of whole days; only on the first page, and only with `HISTORY_DIR`. */
      days: components['schemas']['HistoricObjectDay'][];
    };
    ObjectItem: {
      cluster: string;
      /** @description The kind as in WATCH_OBJECTS. */
      resource: string;
      kind: string;
      /** @description Empty: the kind is cluster-scoped. */
      namespace: string;
      name: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description `ready`, and `version` if the kind has one. */
      results: {
        [key: string]: components['schemas']['ObjectResult'];
      };
    };
    ObjectPage: {
      /** @description Sorted by cluster, kind, namespace and name. */
      items: components['schemas']['ObjectItem'][];
      /** @description The number of items on all pages. */
      total: number;
      /** @description Send it as `continue` to get the next page; absent on the last page. */
      continue?: string;
    };
    ObjectResult: {
      label: string;
      status: string;
      color: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description The reason in the object's own conditions if that is CamelCase, otherwise `Other`; or `stale`. */
      reason?: string;
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /**
       * Format: date-time
       * @description When its watch last confirmed the result.
       */
      checked?: string;
    };
    PeerItem: {
      /** @description The address in OTHER_SHIELDS, without credentials. */
      address: string;
      /** @description The peer's cluster name; absent until it is known. */
      cluster?: string;
      /** @description The version of the peer's shield; absent until it is known, and for versions before 1.1. */
      version?: string;
      /** @description Whether its stream is open and sends events. */
      connected: boolean;
      /**
       * Format: date-time
       * @description Since when the peer has been connected or disconnected.
       */
      since: string;
      /**
       * Format: date-time
       * @description When the last data was received from the peer.
       */
      lastContact?: string;
      /** @description The number of the peer's services. */
      services: number;
      /**
       * @description Why the peer isn't connected, or its services aren't shown; docs/federation.md says what to do about each.
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
      /** @description Whether the connection is plain HTTP: its data can be read and changed on the way. */
      insecure: boolean;
    };
    PeerList: {
      /** @description In the order of OTHER_SHIELDS. */
      items: components['schemas']['PeerItem'][];
    };
    Problem: {
      /**
       * @description The kind of problem. Those with status 403 say why the signature is refused.
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
      /** @description The kind of problem in words. */
      title: string;
      /** @description The HTTP status. */
      status: number;
      /** @description What is wrong, and what to do about it. */
      detail: string;
      /**
       * Format: uri
       * @description The id of this request, which the log has too.
       */
      instance: string;
      /** @description Only of `clock`: the seconds by which the signature was created before the shield's time; negative if after. */
      skew?: number;
      /** @description Only of `authority`: the authority of the request as the shield received it. */
      authority?: string;
    };
    RawHealth: {
      /** @description The number of ready containers. */
      ready: number;
      /** @description The number of containers that should be ready. */
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
     * @description The shield's own reasons are in lower case, Kubernetes' reasons as Kubernetes writes them; docs/badges.md lists them.
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
       * @description Since when this shield has records.
       */
      since: string;
      /** @description Send it as `continue`, with the same `from` and `to`, to get the next page. */
      continue?: string;
      /** @description Sorted by cluster and namespace, oldest first; the first item of each is the state at `from`. */
      items: components['schemas']['HistoricChange'][];
      /** @description The totals of whole days; only on the first page, and only with `HISTORY_DIR`. */
      days: components['schemas']['HistoricDay'][];
    };
    ServiceItem: {
      cluster: string;
      /** @description Empty: a logical service, which exists only as the name of a file of custom checks. */
      namespace: string;
      name: string;
      /** @description The kind of the pods' controller: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`. */
      kind: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description How much attention the service needs: its state, or `degraded` if its state is better but one of its custom checks is red, orange or yellow. */
      attention: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description The desired number of pods; `unknown` if the owner of the pods doesn't have it, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the next expected start.
       */
      next?: string;
      /** @description Only CronJobs have it. */
      last?: components['schemas']['LastRuns'];
      /** @description The current window of planned maintenance. */
      maintenance?: components['schemas']['Maintenance'];
      /** @description The results by the name of the check, `health` first. */
      results: {
        [key: string]: components['schemas']['CheckResult'];
      };
    };
    ServicePage: {
      /** @description Sorted by cluster, namespace and name. */
      items: components['schemas']['ServiceItem'][];
      /** @description The number of items on all pages. */
      total: number;
      /** @description Send it as `continue` to get the next page; absent on the last page. */
      continue?: string;
      /**
       * Format: date-time
       * @description With `at`: the requested time.
       */
      at?: string;
      /**
       * Format: date-time
       * @description With `at`: since when this shield has records.
       */
      since?: string;
      /** @description With `at`: `false` if no shield was recording at that time, or its records are no longer kept. */
      seen?: boolean;
    };
    ServiceWithHistory: {
      cluster: string;
      /** @description Empty: a logical service, which exists only as the name of a file of custom checks. */
      namespace: string;
      name: string;
      /** @description The kind of the pods' controller: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`. */
      kind: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description How much attention the service needs: its state, or `degraded` if its state is better but one of its custom checks is red, orange or yellow. */
      attention: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description The desired number of pods; `unknown` if the owner of the pods doesn't have it, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the next expected start.
       */
      next?: string;
      /** @description Only CronJobs have it. */
      last?: components['schemas']['LastRuns'];
      /** @description The current window of planned maintenance. */
      maintenance?: components['schemas']['Maintenance'];
      /** @description The results by the name of the check, `health` first. */
      results: {
        [key: string]: components['schemas']['CheckResult'];
      };
      /** @description The latest changes of its state that this process has observed, oldest first; empty for one-off services. */
      history: components['schemas']['StateSpan'][];
    };
    ServicesOfName: {
      /** @description One item for each cluster and namespace that has the name. */
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
      /** @description Whether this isn't a result: unknown, not confirmed, or failed. */
      isError: boolean;
      /** @description The seconds for which the badge may be cached. */
      cacheSeconds: number;
    };
    Snapshot: {
      cluster: string;
      /** @description A random text that identifies the process. */
      epoch: string;
      /** @description The version of the shield. */
      version?: string;
      /**
       * @description Some services are missing, because there are more than a shield may send.
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
      /** @description Empty: unknown. */
      namespace: string;
      /** @description Empty: only the tool is known. */
      name: string;
      /** @description The kind as in WATCH_OBJECTS. */
      resource?: string;
    };
    SnapshotResult: {
      check: string;
      label: string;
      status: string;
      color: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it. */
      reason?: components['schemas']['Reason'];
      /** @description Unix milliseconds. */
      since?: number;
      /** @description Only `health` has them. */
      counts?: components['schemas']['SnapshotCounts'];
      /** @description The id of the source. */
      source: string;
    };
    SnapshotService: {
      /** @description Empty: a logical service. */
      namespace: string;
      name: string;
      kind: string;
      /** @description `health` first. */
      results: components['schemas']['SnapshotResult'][];
      /** @description What deployed the service, by the labels and annotations of its workload. */
      deployedBy?: components['schemas']['SnapshotDeployedBy'];
    };
    SnapshotSource: {
      /** @description `pods`, `pods/NAMESPACE`, or any other id for the runs of a check. */
      id: string;
      /** @description Milliseconds since the source last confirmed its data; absent: never. */
      age?: number;
      /** @description Milliseconds that are added to STALE_AFTER for this source, because it confirms its data less often than a watch. */
      grace?: number;
    };
    SourceItem: {
      /** @description The cluster whose API server is watched. */
      cluster: string;
      /** @description Unique within the cluster. */
      id: string;
      /** @description The watched resource, as in RBAC rules; `workloads`: the pods and workloads of a peer together. */
      kind: string;
      /** @description The watched namespace; absent if all namespaces are watched at once. */
      namespace?: string;
      /**
       * @description `not-granted`: the service account may not list this kind, or the API server has no such kind, and everything else is shown without it; `refused`: a required kind has been refused for a minute.
       * @enum {string}
       */
      state: 'listing' | 'watching' | 'failing' | 'refused' | 'not-granted';
      /** @description The number of known objects; absent for a peer's sources. */
      objects?: number;
      /**
       * Format: date-time
       * @description When the source last confirmed its data.
       */
      checked?: string;
      /**
       * @description The latest fault; present while the state shows one.
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
      /** @description The rule to add to the role of the service account. */
      rule?: string;
    };
    SourceList: {
      /** @description The sources of this cluster, then those of the peers. */
      items: components['schemas']['SourceItem'][];
    };
    /**
     * @description States, worst first.
     * @enum {string}
     */
    State: 'down' | 'degraded' | 'stale' | 'unknown' | 'ok';
    StateSpan: {
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state began; it lasted until the next item's `from`.
       */
      from: string;
    };
    Uptime: {
      /** @description The requested window, such as `30d`. */
      window: string;
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /** @description The seconds in each state, and in `unseen`; their sum is the window times the number of joined services. */
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
      /** @description The state from then on; `unseen`: it was not observed. */
      state: string;
      /**
       * @description Its badge was red, although its state was `degraded`.
       * @enum {string}
       */
      color?: 'red';
      /** @description Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it. */
      reason?: components['schemas']['Reason'];
      version?: string;
    };
    WhyCheck: {
      check: string;
      interval: string;
      failuresInARow: number;
      /**
       * Format: date-time
       * @description When the next run starts; absent during a run.
       */
      nextRun?: string;
      /** @description Newest first. */
      runs: components['schemas']['WhyRun'][];
    };
    WhyContainer: {
      name: string;
      /** @enum {string} */
      state: 'waiting' | 'running' | 'terminated' | 'unknown';
      /** @description Why the container is waiting, or how it terminated. */
      reason?: components['schemas']['Reason'];
      /** @description The exit code of the latest termination. */
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
      /** @description The object's state, if its kind is watched. */
      object?: components['schemas']['WhyDeployingObject'];
    };
    WhyDeployingObject: {
      /** @description The kind as in WATCH_OBJECTS. */
      resource: string;
      namespace: string;
      name: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      status: string;
      /** @description The version that the object has applied. */
      version?: string;
    };
    WhyElsewhere: {
      cluster: string;
      namespace: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      attention: components['schemas']['State'];
      version?: string;
    };
    WhyLink: {
      name: string;
      /**
       * Format: uri
       * @description An https URL without user name and password.
       */
      url: string;
      /** @description The host of the URL, in ASCII. */
      host: string;
    };
    WhyPod: {
      name: string;
      phase: string;
      /** @description The number of ready containers, as in `kubectl get pods`. */
      ready: number;
      total: number;
      restarts: number;
      /** Format: date-time */
      created: string;
      version: string;
      /** @description Why the state is not `ok`, from a closed list; `Other` for reasons that are not on it. */
      reason?: components['schemas']['Reason'];
      /** @description The containers that are not ready, or have restarted. */
      containers: components['schemas']['WhyContainer'][];
    };
    WhyRun: {
      /** Format: date-time */
      at: string;
      /** @description The duration of the run. */
      duration: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description Why the run failed: `timed-out`, `error`, `misconfigured`, or the code of the cause. */
      reason?: string;
    };
    WhyService: {
      cluster: string;
      /** @description Empty: a logical service, which exists only as the name of a file of custom checks. */
      namespace: string;
      name: string;
      /** @description The kind of the pods' controller: `Deployment`, `CronJob`…; `Check`: a logical service. Empty with `at`. */
      kind: string;
      /**
       * @description The state, worst first:
       *     - `down`: nothing is ready, or the newest run failed;
       *     - `degraded`: something is missing, or restarts too often;
       *     - `stale`: the result was not confirmed in time;
       *     - `unknown`: there is nothing to derive a state from;
       *     - `ok`.
       */
      state: components['schemas']['State'];
      /** @description How much attention the service needs: its state, or `degraded` if its state is better but one of its custom checks is red, orange or yellow. */
      attention: components['schemas']['State'];
      /**
       * Format: date-time
       * @description When the state (a version's status) last changed; absent until the shield saw it change.
       */
      since?: string;
      /** @description The desired number of pods; `unknown` if the owner of the pods doesn't have it, or may not be read. */
      wanted?: number | 'unknown';
      /**
       * Format: date-time
       * @description Of a CronJob: the next expected start.
       */
      next?: string;
      /** @description Only CronJobs have it. */
      last?: components['schemas']['LastRuns'];
      /** @description The current window of planned maintenance. */
      maintenance?: components['schemas']['Maintenance'];
      /** @description The results by the name of the check, `health` first. */
      results: {
        [key: string]: components['schemas']['CheckResult'];
      };
      /** @description The reason in a sentence. */
      why: string;
      /** @description A command to investigate with. */
      kubectl?: string;
      /** @description What deployed the service, by the labels and annotations of its workload. */
      deployedBy?: components['schemas']['WhyDeployedBy'];
      /** @description Unhealthy pods first; empty if the pods are not known here. */
      pods: components['schemas']['WhyPod'][];
      /** @description The workloads of the service; empty if they are not known here. */
      workloads: components['schemas']['WhyWorkload'][];
      /** @description The links in annotations `kube-shields/link.NAME` of its workloads. */
      links: components['schemas']['WhyLink'][];
      /** @description The custom checks with their latest runs; empty for other clusters. */
      checks: components['schemas']['WhyCheck'][];
      /** @description Services of the same name in other clusters and namespaces. */
      elsewhere: components['schemas']['WhyElsewhere'][];
      /** @description The changes of state and version in the past week, oldest first. */
      changes: components['schemas']['WhyChange'][];
    };
    WhyServices: {
      items: components['schemas']['WhyService'][];
      total: number;
    };
    WhyWorkload: {
      kind: string;
      name: string;
      /** @description The desired number of pods. */
      wanted?: number;
      /** @description The number of pods of the newest version. */
      updated?: number;
      /** @description Why the workload isn't as desired, by its conditions. */
      reason?: components['schemas']['Reason'];
      /** @description Only CronJobs have it. */
      schedule?: string;
      timeZone?: string;
      /**
       * Format: date-time
       * @description The next expected start.
       */
      next?: string;
      /** Format: date-time */
      lastStart?: string;
      /** Format: date-time */
      lastSuccess?: string;
    };
  };
  responses: {
    /** @description Invalid names or parameters. */
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
    /** @description The request needs a signature (private mode), which is missing or refused. A browser gets a page that says so. */
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
    /** @description No service with this name is known. */
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
    /** @description The method is neither GET nor HEAD. */
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
    /** @description A fault in kube-shields. */
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
    /** @description More signed requests were received than the shield can remember the nonces of. */
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
    /** @description Invalid names or parameters. */
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
    /** @description The method is neither GET nor HEAD. */
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
    /** @description A fault in kube-shields. */
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
     * @description How long caches may use the answer.
     *     - Badges: never longer than until they would turn stale; grey badges 5 s.
     *     - JSON and pages: `no-cache`, so caches revalidate before each use.
     *     - Errors, probes, and answers to signed requests: `no-store`.
     * @example public, max-age=10, s-maxage=10, stale-while-revalidate=10, stale-if-error=40
     */
    'Cache-Control': string;
    /**
     * @description A hash of the content, the same on every replica. A request with it in `If-None-Match` is answered 304.
     * @example "p8cMsyWAiGM2yjBqWFGMZQ"
     */
    ETag: string;
    /** @description Present if `Accept-Encoding` allows it. */
    'Content-Encoding': 'gzip';
    /**
     * @description The request headers that the content depends on.
     * @example Accept-Encoding
     */
    Vary: string;
    /** @description Browsers must not guess the type. */
    'X-Content-Type-Options': 'nosniff';
    /** @description Links don't send the address of the page. */
    'Referrer-Policy': 'no-referrer';
    /**
     * @description What the page may load, and which sites may embed it.
     * @example default-src 'none'; frame-ancestors 'none'
     */
    'Content-Security-Policy': string;
    /** @description `cross-origin` for answers that are meant to be embedded. */
    'Cross-Origin-Resource-Policy': 'same-origin' | 'cross-origin';
    /** @description Pages are isolated from the pages that open them. */
    'Cross-Origin-Opener-Policy': 'same-origin';
    /**
     * @description Pages use no devices.
     * @example camera=(), microphone=(), geolocation=()
     */
    'Permissions-Policy': string;
    /**
     * @description `*` for badges as `svg` and `shields`; otherwise the request's origin, if CORS_ORIGINS lists it.
     * @example *
     */
    'Access-Control-Allow-Origin': string;
    /**
     * @description The headers that scripts may read.
     * @example ETag
     */
    'Access-Control-Expose-Headers': string;
    /** @description The allowed methods. */
    Allow: 'GET, HEAD';
    /**
     * @description The seconds to wait before the next request.
     * @example 10
     */
    'Retry-After': number;
    /** @description Makes proxies forward each event without buffering. */
    'X-Accel-Buffering': 'no';
    /** @description The state that the badge shows. */
    'X-Shield-State': components['schemas']['State'];
    /** @description Why the state is not `ok`, if that is known. */
    'X-Shield-Reason': components['schemas']['Reason'];
    /**
     * @description When the state (a version's status) last changed; absent until the shield saw it change.
     * @example 2026-11-02T11:58:03.000Z
     */
    'X-Shield-Since': string;
    /**
     * @description When the result was last confirmed.
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
        /** @description Only services whose name, namespace, `namespace/name`, kind, version or reason contains this text, regardless of case. */
        q?: string;
        /** @description Only services with this `attention`; separate several with commas. */
        state?: string;
        /** @description Only these clusters; separate several with commas. */
        cluster?: string;
        /** @description Only these namespaces; separate several with commas. */
        namespace?: string;
        /** @description How healthy services are grouped. Default: not grouped, or by namespace if there are many. */
        group?: 'none' | 'namespace' | 'cluster' | 'kind';
        /** @description The order of services; `problems` is an alias of `worst`. */
        sort?: 'worst' | 'name' | 'recent' | 'problems';
        /** @description A table, or a page for a wall-mounted screen. */
        view?: 'table' | 'wall';
        /** @description The theme of the page for a wall-mounted screen. */
        theme?: 'dark' | 'light';
        /** @description The unfolded groups, in the form that the page's links use. */
        open?: string;
        /** @description The services whose details are unfolded, in the form that the page's links use. */
        rows?: string;
        /** @description The number of services of an unfolded group to skip, as the page's links set it. */
        from?: number;
        /** @description The check whose badge panel is open, in the form that the page's links use. */
        badge?: string;
        /** @description The value chosen in the badge panel. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The value chosen in the badge panel. */
        label?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        mark?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        palette?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        reason?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        logo?: string;
        /** @description Answer with only this part of the page. */
        part?: 'badge';
        /** @description Answers as of this time: a time with its zone, at least 60 s ago and within the past 90 days. */
        at?: string;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description Too many requests with `at` are being answered; try again later. */
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
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description The period of the history that the page draws. */
        window?: '6h' | '24h' | '7d';
        /** @description The check whose badge panel is open, in the form that the page's links use. */
        badge?: string;
        /** @description The value chosen in the badge panel. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The value chosen in the badge panel. */
        label?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        mark?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        palette?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        reason?: string;
        /** @description The value chosen in the badge panel; the same parameter as a badge's. */
        logo?: string;
        /** @description Answer with only this part of the page. */
        part?: 'badge';
        /** @description Answers as of this time: a time with its zone, at least 60 s ago and within the past 90 days. */
        at?: string;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
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
      /** @description No service with this name is known in these clusters and namespaces. Or: The shield is private: there are no pages. */
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
      /** @description Too many requests with `at` are being answered; try again later. */
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
        /** @description The name of the file, as the page refers to it. */
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
        /** @description Only services whose name, namespace, `namespace/name`, kind, version or reason contains this text, regardless of case. */
        q?: string;
        /** @description Only services with this `attention`; separate several with commas. */
        state?: string;
        /** @description Only these clusters; separate several with commas. */
        cluster?: string;
        /** @description Only these namespaces; separate several with commas. */
        namespace?: string;
        /** @description How healthy services are grouped. Default: not grouped, or by namespace if there are many. */
        group?: 'none' | 'namespace' | 'cluster' | 'kind';
        /** @description The order of services; `problems` is an alias of `worst`. */
        sort?: 'worst' | 'name' | 'recent' | 'problems';
        /** @description A table, or a page for a wall-mounted screen. */
        view?: 'table' | 'wall';
        /** @description The theme of the page for a wall-mounted screen. */
        theme?: 'dark' | 'light';
        /** @description The unfolded groups, in the form that the page's links use. */
        open?: string;
        /** @description The services whose details are unfolded, in the form that the page's links use. */
        rows?: string;
        /** @description The number of services of an unfolded group to skip, as the page's links set it. */
        from?: number;
        /** @description Only changes for the page of the service with this name. */
        service?: string;
        /** @description The position of the page, which is its `data-position`. `Last-Event-ID` takes precedence. */
        at?: string;
      };
      header?: {
        /** @description The id of the last event received: changes since then are sent first. */
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
      /** @description A thousand pages are open already, or the shield is shutting down. */
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
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
        service: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The image. As badges are, it is drawn for errors too. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The format of the answer. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description For clients of 0.0.6: the same as `format=raw`; `format` takes precedence. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
        service: string;
        /** @description `health`, `version`, `uptime`, or a custom check. A suffix selects the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
        service: string;
        /** @description `health`, `version`, `uptime`, or a custom check. A suffix selects the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
        service: string;
        /** @description `health`, `version`, `uptime`, or a custom check. A suffix selects the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The format of the answer. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description For clients of 0.0.6: the same as `format=raw`; `format` takes precedence. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The prefix of the services' names; `*`: all services. */
        prefix: string;
        /** @description `health`, `version`, `uptime`, or a custom check. A suffix selects the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The prefix of the services' names; `*`: all services. */
        prefix: string;
        /** @description `health`, `version`, `uptime`, or a custom check. A suffix selects the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The prefix of the services' names; `*`: all services. */
        prefix: string;
        /** @description `health`, `version`, `uptime`, or a custom check. A suffix selects the format: `health.svg`, `health.json`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The format of the answer. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description For clients of 0.0.6: the same as `format=raw`; `format` takes precedence. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The kind as in WATCH_OBJECTS, or without its group if that is unambiguous. */
        resource: string;
        /** @description The name of an object; `*`: all objects of the kind. */
        name: string;
        /** @description `ready`, `version` or `uptime`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The kind as in WATCH_OBJECTS, or without its group if that is unambiguous. */
        resource: string;
        /** @description The name of an object; `*`: all objects of the kind. */
        name: string;
        /** @description `ready`, `version` or `uptime`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The window of `uptime`: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The kind as in WATCH_OBJECTS, or without its group if that is unambiguous. */
        resource: string;
        /** @description The name of an object; `*`: all objects of the kind. */
        name: string;
        /** @description `ready`, `version` or `uptime`. */
        check: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The format of the answer. */
        format?: 'svg' | 'json' | 'shields' | 'raw';
        /** @description For clients of 0.0.6: the same as `format=raw`; `format` takes precedence. */
        raw?: '' | '1' | 'true' | '0' | 'false';
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The fact about the cluster. */
        check: 'version' | 'nodes' | 'pods' | 'services' | 'age';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description The style of the image. */
        style?: 'flat' | 'flat-square' | 'plastic' | 'for-the-badge' | 'social';
        /** @description The text on the left. Default: the check's own label. */
        label?: string;
        /** @description The color of the left side: a color's name, or 3 or 6 hex digits without `#`. */
        labelColor?: string;
        /** @description Replaces the color of a good result; a color that warns, and grey, are not replaced. */
        color?: string;
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description The key of a link, which shows this one badge of a private shield. docs/embedding.md describes how to make links. */
        k?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Errors have the status 400, 404 or 503, with the same image. */
        strict?: '' | '1' | 'true' | '0' | 'false';
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The fact about the cluster. */
        check: 'version' | 'nodes' | 'pods' | 'services' | 'age';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description Adds a mark before the text: `✓` ok, `!` degraded, `✕` down, `?` stale or unknown. */
        mark?: '' | '1' | 'true' | '0' | 'false';
        /** @description `aa`: darker colors, for a contrast of at least 4.5:1 with the white text. */
        palette?: 'aa';
        /** @description Adds the reason, if there is one, after the text: `0/3 CrashLoopBackOff`. */
        reason?: '' | '1' | 'true' | '0' | 'false';
        /** @description A logo before the label, by its name in simple-icons. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The fact about the cluster. */
        check: 'version' | 'nodes' | 'pods' | 'services' | 'age';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /**
       * @description The badge. As `svg` it is always drawn: results that are unknown, stale or failed, and invalid requests, are
       *     grey badges with status 200, because many image proxies hide answers with any other; `X-Shield-State` and
       *     `X-Shield-Reason` have the cause. As `json`, a stale result has the `state` `stale`; as `shields`, an answer that isn't a
       *     result has `isError`.
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description With `strict`: invalid names or parameters. Or: Invalid names or parameters. */
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
      /** @description With `strict`: stale, pending, timed out or failed. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The names of the checks, `health` first. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Only these clusters; separate several with commas. */
        cluster?: string;
        /** @description Only these namespaces; separate several with commas. */
        namespace?: string;
        /** @description Only services in this state; separate several with commas. */
        state?: string;
        /** @description Only services with this `attention`; separate several with commas. */
        attention?: string;
        /** @description Only services whose name, namespace, `namespace/name`, kind, version or reason contains this text, regardless of case. */
        q?: string;
        /** @description The maximum number of items on a page. */
        limit?: number;
        /** @description The `continue` of the previous page, unchanged. */
        continue?: string;
        /** @description Answers as of this time: a time with its zone, at least 60 s ago and within the past 90 days. */
        at?: string;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description Too many requests with `at` are being answered; try again later. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Only this cluster. Default: every cluster that is known here. */
        cluster?: string;
        /** @description Only this kind, as in WATCH_OBJECTS; without a group, the kinds of this name in all groups. */
        resource?: string;
        /** @description Only this namespace. Default: all namespaces that have the name. */
        namespace?: string;
        /** @description Only services in this state; separate several with commas. */
        state?: string;
        /** @description Only objects whose name, kind or reason contains this text, regardless of case. */
        q?: string;
        /** @description The maximum number of items on a page. */
        limit?: number;
        /** @description The `continue` of the previous page, unchanged. */
        continue?: string;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Only these clusters; separate several with commas. */
        cluster?: string;
        /** @description Only these namespaces; separate several with commas. */
        namespace?: string;
        /** @description The start of the period. Default: `window` before `to`. */
        from?: string;
        /** @description The end of the period. Default: now. */
        to?: string;
        /** @description The length of the period: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The `continue` of the previous page, unchanged. */
        continue?: number;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The object's kind as in WATCH_OBJECTS, or without its group. */
        resource: string;
        /** @description The object's name. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description No object of this kind and name is known in these clusters and namespaces. */
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
        /** @description Only these clusters; separate several with commas. */
        cluster?: string;
        /** @description Only these namespaces; separate several with commas. */
        namespace?: string;
        /** @description The start of the period. Default: `window` before `to`. */
        from?: string;
        /** @description The end of the period. Default: now. */
        to?: string;
        /** @description The length of the period: whole hours up to `72h`, or whole days up to `400d`. */
        window?: string;
        /** @description The `continue` of the previous page, unchanged. */
        continue?: number;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description No service with this name is known in these clusters and namespaces. */
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
        /** @description Only these clusters; separate several with commas. */
        cluster?: string;
        /** @description Only these namespaces; separate several with commas. */
        namespace?: string;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of a service: the name of its Deployment, CronJob… */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The reason for each service of this name. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
      /** @description No service with this name is known in these clusters and namespaces. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Only these clusters; separate several with commas. */
        cluster?: string;
        /** @description Only these namespaces; separate several with commas. */
        namespace?: string;
        /** @description Only services in this state; separate several with commas. */
        state?: string;
        /** @description Only services with this `attention`; separate several with commas. */
        attention?: string;
        /** @description Only services whose name, namespace, `namespace/name`, kind, version or reason contains this text, regardless of case. */
        q?: string;
      };
      header?: {
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The answer has not changed since the one that `If-None-Match` names. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
      /** @description The services have not changed since the snapshot that `If-None-Match` names. Ages are not compared. */
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
      /** @description The first list of pods has not been received, the shield is shutting down, or the maximum number of streams is open. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Resumes after this change, if the same process still has the changes that followed. Part of the signature. */
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
      /** @description The first list of pods has not been received, the shield is shutting down, or the maximum number of streams is open. Or: More signed requests were received than the shield can remember the nonces of. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
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
        /** @description Entity tags (`ETag`) of earlier answers: the answer is 304 if it has not changed since. */
        'If-None-Match'?: string;
      };
      path: {
        /** @description The name of the file. */
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
      /** @description The shield responds. */
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
      /** @description The shield responds. */
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
      /** @description The first lists have been received. */
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
      /** @description Not ready yet, or shutting down; one line for each reason. */
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
