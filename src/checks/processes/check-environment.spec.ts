import { checkEnvironment } from './check-environment.ts';

it("passes a check the variables meant for it, and none of the shield's", () => {
  const env = {
    PATH: '/bin',
    CHECK_PROMETHEUS: 'http://prometheus:9090',
    INTRA_SECRET: '/keys/intra',
    INTRA_SHIELD_SECRET: '/keys/intra',
    OTHER_SHIELDS: 'https://user:password@shields.example.com',
    KUBECONFIG: '/home/me/.kube/config',
    NODE_OPTIONS: '--require ./x.js',
    AWS_SECRET_ACCESS_KEY: 'x',
    EMPTY: undefined,
  };
  expect(checkEnvironment(env)).toEqual({ PATH: '/bin', CHECK_PROMETHEUS: 'http://prometheus:9090' });
});
