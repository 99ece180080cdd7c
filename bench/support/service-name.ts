// The names of the benchmarks' services: `svc-0042`, and after 9,999 `svc-a000`, all of one width.

export function serviceName(service: number): string {
  if (service < 10_000) return `svc-${String(service).padStart(4, '0')}`;
  const letter = String.fromCharCode(97 + Math.floor((service - 10_000) / 1000));
  return `svc-${letter}${String(service % 1000).padStart(3, '0')}`;
}
