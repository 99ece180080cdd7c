// How a shield of 1.0 read the stream: its src/federation/wire.ts of then, bundled. Never changed.
// src/checks/color.ts
function resolveColor(text) {
  const color = parseColor(text);
  return color === void 0 ? void 0 : NAME_OF_HEX.get(sixDigits(color)) ?? color;
}
function parseColor(text) {
  if (NAMES.has(text)) return text;
  return ALIASES.get(text) ?? (HEX.test(text) ? text.toLowerCase() : void 0);
}
function sixDigits(hex) {
  return hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
}
var HEX = /^(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
var NAMES = /* @__PURE__ */ new Set([
  "brightgreen",
  "green",
  "yellow",
  "yellowgreen",
  "orange",
  "red",
  "blue",
  "grey",
  "lightgrey"
]);
var ALIASES = /* @__PURE__ */ new Map([
  ["gray", "grey"],
  ["lightgray", "lightgrey"],
  ["inactive", "lightgrey"],
  ["critical", "red"],
  ["important", "orange"],
  ["success", "brightgreen"],
  ["informational", "blue"]
]);
var NAME_OF_HEX = /* @__PURE__ */ new Map([
  ["44bb00", "brightgreen"],
  ["44cc11", "brightgreen"],
  ["67ac09", "green"],
  ["97ca00", "green"],
  ["d8b800", "yellow"],
  ["dfb317", "yellow"],
  ["95991a", "yellowgreen"],
  ["a4a61d", "yellowgreen"],
  ["ea7233", "orange"],
  ["fe7d37", "orange"],
  ["dd4343", "red"],
  ["e05d44", "red"],
  ["ff0000", "red"],
  ["007ec6", "blue"],
  ["555555", "grey"],
  ["939393", "lightgrey"],
  ["9f9f9f", "lightgrey"]
]);
var RANK_OF_ANY_OTHER = 5;
var RANKS = /* @__PURE__ */ new Map([
  ["red", 0],
  ["orange", 1],
  ["yellow", 2],
  ["yellowgreen", 3],
  ["lightgrey", 4],
  ["grey", 4],
  ["green", RANK_OF_ANY_OTHER + 1],
  ["brightgreen", RANK_OF_ANY_OTHER + 2]
]);

// src/checks/reason.ts
var OWN_REASONS = [
  "not-found",
  "no-match",
  "invalid",
  "pending",
  "stale",
  "timed-out",
  "error",
  "misconfigured",
  "no-pods"
];
var KUBERNETES_REASONS = [
  // Judged by the shield from a pod's conditions and times.
  "NodeNotReady",
  "ReadinessGate",
  "Terminating",
  // A container waits.
  "ContainerCreating",
  "PodInitializing",
  "CrashLoopBackOff",
  "ImagePullBackOff",
  "ErrImagePull",
  "ErrImageNeverPull",
  "InvalidImageName",
  "ImageInspectError",
  "RegistryUnavailable",
  "SignatureValidationFailed",
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
  "PreCreateHookError",
  "PreStartHookError",
  "PostStartHookError",
  "CreatePodSandboxError",
  // A container ended.
  "Completed",
  "Error",
  "OOMKilled",
  "StartError",
  "ContainerCannotRun",
  "ContainerStatusUnknown",
  "DeadlineExceeded",
  // Conditions of a pod.
  "Unschedulable",
  "SchedulingGated",
  "SchedulerError",
  "ContainersNotReady",
  "ContainersNotInitialized",
  "ReadinessGatesNotReady",
  "PodCompleted",
  "PodFailed",
  "PreemptionByScheduler",
  "DeletionByTaintManager",
  "EvictionByEvictionAPI",
  "DeletionByPodGC",
  "TerminationByKubelet",
  // A pod as a whole.
  "Evicted",
  "NodeLost",
  "NodeShutdown",
  "NodeAffinity",
  "Terminated",
  "Shutdown",
  "Preempting",
  "OutOfcpu",
  "OutOfmemory",
  "OutOfpods",
  "UnexpectedAdmissionError",
  "TopologyAffinityError",
  "BackoffLimitExceeded"
];
function closedReason(text) {
  return KNOWN.get(text) ?? "Other";
}
var KNOWN = new Map(
  [...OWN_REASONS, ...KUBERNETES_REASONS].map((reason) => [reason, reason])
);

// src/checks/result.ts
var STATES = ["down", "degraded", "stale", "unknown", "ok"];

// src/config/names.ts
var NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
var CHECK = /^[A-Za-z][A-Za-z0-9_]*$/;
var MAX_NAME = 253;
var MAX_CLUSTER_NAME = 63;
var isName = (text) => text.length <= MAX_NAME && NAME.test(text);
var isClusterName = (text) => text.length <= MAX_CLUSTER_NAME && NAME.test(text);
var isCheckName = (text) => text.length <= MAX_NAME && CHECK.test(text);

// src/federation/wire.ts
var MAX_SNAPSHOT = 64 * 1024 * 1024;
var MAX_EVENT = 256 * 1024;
var MAX_SERVICES = 2e4;
var MAX_PART = 250;
var MAX_CHECKS = 64;
var MAX_TEXT = 256;
var MAX_SOURCES = 4e3;
function parseEvent(name, id, data) {
  if (data.length > MAX_EVENT || Buffer.byteLength(data) > MAX_EVENT)
    return tooLarge(`an event over ${MAX_EVENT} bytes`);
  try {
    return eventOf(name, id, data);
  } catch (error) {
    if (error instanceof Misfit) return error.fault;
    if (error instanceof SyntaxError) return { type: "fault", code: "unreadable", text: `${name} is no JSON` };
    throw error;
  }
}
function parsePosition(text) {
  const [, epoch, sequence] = /^([A-Za-z0-9-]{1,64})\.(\d{1,15})$/.exec(text) ?? [];
  return epoch === void 0 ? void 0 : { epoch, sequence: Number(sequence) };
}
function positionText({ epoch, sequence }) {
  return `${epoch}.${sequence}`;
}
function tooLarge(what) {
  return { type: "fault", code: "too-large", text: `${what} is more than a shield may send` };
}
var Misfit = class extends Error {
  constructor(fault) {
    super(fault.text);
    this.fault = fault;
  }
  fault;
};
function misfit(what) {
  return new Misfit({ type: "fault", code: "unreadable", text: what });
}
function eventOf(type, id, data) {
  switch (type) {
    case "heartbeat":
      return { type, ...speakerIn(data), sources: sourcesOf(fieldsIn(data)["sources"]) };
    case "begin":
      return { type, ...speakerIn(data) };
    case "part":
      return { type, services: servicesOf(fieldsIn(data)["services"]) };
    case "end":
      return { type, at: positionOf(id), sources: sourcesOf(fieldsIn(data)["sources"]) };
    case "change": {
      const { services, gone } = fieldsIn(data);
      return {
        type,
        at: positionOf(id),
        services: servicesOf(services),
        gone: listOf(gone, MAX_SERVICES, "gone", placeOf)
      };
    }
    case "reconnect":
      return { type };
    default:
      return void 0;
  }
}
function fieldsIn(data) {
  return fieldsOf(JSON.parse(data), "the data");
}
function fieldsOf(value, what) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw misfit(`${what} must be an object`);
  return value;
}
function speakerIn(data) {
  const { cluster, epoch } = fieldsIn(data);
  if (typeof cluster !== "string" || !isClusterName(cluster))
    throw misfit("cluster must be a name of 1 to 63 characters");
  if (typeof epoch !== "string" || parsePosition(`${epoch}.0`) === void 0)
    throw misfit("epoch must be 1 to 64 letters and digits");
  return { cluster, epoch };
}
function positionOf(id) {
  const position = parsePosition(id ?? "");
  if (position === void 0) throw misfit("its id must be EPOCH.SEQ");
  return position;
}
function listOf(value, max, what, parse) {
  if (!Array.isArray(value)) throw misfit(`${what} must be a list`);
  if (value.length > max) throw new Misfit(tooLarge(`${what} with ${value.length} entries`));
  return value.map(parse);
}
function sourcesOf(value) {
  return listOf(value, MAX_SOURCES, "sources", (item) => {
    const { id, age, grace } = fieldsOf(item, "a source");
    return {
      id: textOf(id, "a source's id"),
      ...age !== void 0 && { age: durationOf(age, "age") },
      ...grace !== void 0 && { grace: durationOf(grace, "grace") }
    };
  });
}
function servicesOf(value) {
  return listOf(value, MAX_PART, "services", (item) => {
    const { kind, results } = fieldsOf(item, "a service");
    const place = placeOf(item);
    return { ...place, kind: textOf(kind, "kind"), results: listOf(results, MAX_CHECKS, "results", resultOf) };
  });
}
function placeOf(value) {
  const { namespace, name } = fieldsOf(value, "a place");
  if (typeof namespace !== "string" || namespace !== "" && !isName(namespace))
    throw misfit("namespace must be a name");
  if (typeof name !== "string" || !isName(name)) throw misfit("name must be a name");
  return { namespace, name };
}
function resultOf(value) {
  const { check, label, status, color, state, reason, since, counts, source } = fieldsOf(value, "a result");
  if (typeof check !== "string" || !isCheckName(check)) throw misfit("check must be a check's name");
  return {
    check,
    label: textOf(label, "label"),
    status: textOf(status, "status"),
    color: colorOf(color),
    state: stateOf(state),
    ...reason !== void 0 && { reason: closedReason(textOf(reason, "reason")) },
    ...since !== void 0 && { since: wholeOf(since, LATEST, "since") },
    ...counts !== void 0 && { counts: countsOf(counts) },
    source: textOf(source, "source")
  };
}
function textOf(value, what) {
  if (typeof value !== "string" || value.length > MAX_TEXT) {
    throw misfit(`${what} must be a text of at most ${MAX_TEXT} characters`);
  }
  return value;
}
function colorOf(value) {
  const color = typeof value === "string" ? resolveColor(value) : void 0;
  if (color === void 0) throw misfit("color must be a color's name, or 3 or 6 hex digits");
  return color;
}
function stateOf(value) {
  const state = STATES.find((known) => known === value);
  if (state === void 0) throw misfit(`state must be one of ${STATES.join(", ")}`);
  return state;
}
function countsOf(value) {
  const { ready, total, restarts, ended } = fieldsOf(value, "counts");
  const verdict = VERDICTS.find((known) => known === ended);
  if (ended !== void 0 && verdict === void 0) throw misfit(`ended must be one of ${VERDICTS.join(", ")}`);
  return {
    ready: wholeOf(ready, MOST, "ready"),
    total: wholeOf(total, MOST, "total"),
    restarts: wholeOf(restarts, MOST, "restarts"),
    ...verdict !== void 0 && { ended: verdict }
  };
}
var VERDICTS = ["completed", "failed", "retrying"];
var MOST = 1e9;
var LATEST = 864e13;
function wholeOf(value, max, what) {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw misfit(`${what} must be a whole number from 0 to ${max}`);
}
var LONGEST = 1e12;
function durationOf(value, what) {
  return wholeOf(value, LONGEST, what);
}
export {
  MAX_CHECKS,
  MAX_EVENT,
  MAX_PART,
  MAX_SERVICES,
  MAX_SNAPSHOT,
  MAX_SOURCES,
  MAX_TEXT,
  parseEvent,
  parsePosition,
  positionText,
  tooLarge
};
