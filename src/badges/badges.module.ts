// Badges of everything the fleet knows.
import { Module } from '@nestjs/common';
import { FederationModule } from '../federation/federation.module.ts';
import { BadgeController } from './badge.controller.ts';
import { BadgesMarkdownController } from './badges-markdown.controller.ts';
import { BadgesService } from './badges.service.ts';

@Module({
  imports: [FederationModule],
  controllers: [BadgeController, BadgesMarkdownController],
  providers: [BadgesService],
  exports: [BadgesService],
})
export class BadgesModule {}
