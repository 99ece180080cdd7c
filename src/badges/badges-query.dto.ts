// What may be asked of /v1/badges.md: the filters of /v1/services, without its pages.
import { OmitType } from '@nestjs/swagger';
import { ServicesQuery } from '../federation/services-query.dto.ts';

export class BadgesQuery extends OmitType(ServicesQuery, ['limit', 'continue']) {}
