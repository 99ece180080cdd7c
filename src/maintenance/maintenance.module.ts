// Planned maintenance of this cluster's services.
import { Module } from '@nestjs/common';
import { ChecksModule } from '../checks/checks.module.ts';
import { MaintenanceService } from './maintenance.service.ts';

@Module({ imports: [ChecksModule], providers: [MaintenanceService], exports: [MaintenanceService] })
export class MaintenanceModule {}
