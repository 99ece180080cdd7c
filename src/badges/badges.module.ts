// Badges of everything the fleet knows.
import { Module } from '@nestjs/common';
import { ApiModule } from '../api/api.module.ts';
import { AuthModule } from '../auth/auth.module.ts';
import { ChecksModule } from '../checks/checks.module.ts';
import { FederationModule } from '../federation/federation.module.ts';
import { HistoryModule } from '../history/history.module.ts';
import { BadgeController } from './badge.controller.ts';
import { BadgesMarkdownController } from './badges-markdown.controller.ts';
import { BadgesService } from './badges.service.ts';
import { UptimeBadgesService } from './uptime-badges.service.ts';
import { WhyCardsService } from './why-cards.service.ts';

@Module({
  imports: [ApiModule, AuthModule, ChecksModule, FederationModule, HistoryModule],
  controllers: [BadgeController, BadgesMarkdownController],
  providers: [BadgesService, UptimeBadgesService, WhyCardsService],
  exports: [BadgesService],
})
export class BadgesModule {}
