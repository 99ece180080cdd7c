// The peers' entry in the OpenAPI document.
import { NOT_MODIFIED, json } from '../../openapi/openapi-answers.dto.ts';
import { operation } from '../../openapi/openapi-operation.dto.ts';
import { IF_NONE_MATCH } from '../../openapi/openapi-parameters.dto.ts';
import { PeerItem, PeerList } from './peers-answers.dto.ts';

const PEER = {
  address: 'https://east.example.com',
  cluster: 'east',
  connected: true,
  since: '2026-11-02T11:58:03.000Z',
  lastContact: '2026-11-02T12:00:00.000Z',
  services: 214,
  insecure: false,
};

export const PEERS_OPERATIONS = {
  'v1-peers': operation('v1-peers', {
    id: 'listPeers',
    tag: 'services',
    summary: 'The shields of other clusters, and their connections',
    description: 'The peers in OTHER_SHIELDS, in that order, which is the order in which services are looked up.',
    parameters: [IF_NONE_MATCH],
    answers: [
      {
        200: json('The peers.', PeerList, { items: [PEER] }),
        304: NOT_MODIFIED,
      },
    ],
    models: [PeerItem, PeerList],
  }),
};
