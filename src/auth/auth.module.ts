// Who may ask for what, everywhere: the gate is in front of the whole app, and the guard is the whole app's.
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access/access.guard.ts';
import { AuthService } from './auth.service.ts';
import { BadgeLinksService } from './link/badge-links.service.ts';
import { GateMiddleware } from './gate.middleware.ts';
import { BadgeKeysService, KeyRingService, ReadTokensService } from './keys/key-ring.service.ts';

@Module({
  providers: [
    KeyRingService,
    ReadTokensService,
    BadgeKeysService,
    BadgeLinksService,
    AuthService,
    GateMiddleware,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [AuthService, BadgeKeysService, BadgeLinksService],
})
export class AuthModule {}
