import { HttpDurations } from './http-durations.ts';

const badge = { route: 'badge', method: 'GET', status: 200 } as const;

it('counts each answer in its bucket and in all above, by route, method and status', () => {
  const durations = new HttpDurations('seconds', 'HTTP answers.', [0.001, 0.1]);
  for (const seconds of [0.0005, 0.05, 7]) durations.observe(badge, seconds);
  durations.observe(badge, 0.001, 2);
  durations.observe({ ...badge, status: 304 }, 0.25);
  expect(durations.expose().split('\n')).toEqual([
    '# HELP seconds HTTP answers.',
    '# TYPE seconds histogram',
    'seconds_bucket{le="0.001",route="badge",method="GET",status="200"} 3',
    'seconds_bucket{le="0.1",route="badge",method="GET",status="200"} 4',
    'seconds_bucket{le="+Inf",route="badge",method="GET",status="200"} 5',
    'seconds_sum{route="badge",method="GET",status="200"} 7.0525',
    'seconds_count{route="badge",method="GET",status="200"} 5',
    'seconds_bucket{le="0.001",route="badge",method="GET",status="304"} 0',
    'seconds_bucket{le="0.1",route="badge",method="GET",status="304"} 0',
    'seconds_bucket{le="+Inf",route="badge",method="GET",status="304"} 1',
    'seconds_sum{route="badge",method="GET",status="304"} 0.25',
    'seconds_count{route="badge",method="GET",status="304"} 1',
    '',
  ]);
});
