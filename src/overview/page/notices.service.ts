// Problems of the shield itself, in sentences for the pages.
import { Inject, Injectable } from '@nestjs/common';
import { ChecksService } from '../../checks/checks.service.ts';
import type { Config } from '../../config/config.ts';
import { CONFIG } from '../../config/config.module.ts';
import { DiscoveryService } from '../../discovery/discovery.service.ts';
import { ServiceIndex } from '../../discovery/index/service-index.ts';
import { ObjectsService } from '../../discovery/objects/objects.service.ts';
import { rulesFor } from '../../discovery/rbac-rules.ts';
import { fullName } from '../../kubernetes/resource/resource.ts';
import { MaintenanceService } from '../../maintenance/maintenance.service.ts';

@Injectable()
export class NoticesService {
  private readonly maxServices: number;

  constructor(
    private readonly index: ServiceIndex,
    private readonly discovery: DiscoveryService,
    private readonly objects: ObjectsService,
    private readonly maintenance: MaintenanceService,
    private readonly checks: ChecksService,
    @Inject(CONFIG) { discovery: { maxServices } }: Config,
  ) {
    this.maxServices = maxServices;
  }

  notices(): readonly string[] {
    return [
      ...this.unplacedPods(),
      ...this.notGranted(),
      ...this.objectsNotGranted(),
      ...this.maintenance.notices(),
      ...this.checks.notices(),
    ];
  }

  private unplacedPods(): readonly string[] {
    const { unplacedPods } = this.index;
    if (unplacedPods === 0) return [];
    return [
      `${unplacedPods} pods belong to services beyond MAX_SERVICES (${this.maxServices}), so these are not shown. Raise it to see them.`,
    ];
  }

  private notGranted(): readonly string[] {
    const missing = this.discovery.watches.filter(
      ({ state, lastFault }) => state === 'not-granted' && lastFault === 'forbidden',
    );
    if (missing.length === 0) return [];
    const kinds = [...new Set(missing.map(({ resource }) => fullName(resource)))].join(', ');
    return [
      `The shield may not list ${kinds}, so it doesn’t know all that was asked for: green means that every pod which exists is ready. Its log has the rule to add.`,
    ];
  }

  private objectsNotGranted(): readonly string[] {
    const watches = this.objects.kinds.flatMap(({ parts }) => parts.map(({ watch }) => watch));
    const missing = watches.filter(({ state, lastFault }) => state === 'not-granted' && lastFault === 'forbidden');
    if (missing.length === 0) return [];
    const { resources, yaml } = rulesFor(missing.map(({ resource }) => resource));
    return [`The shield may not list ${resources.join(', ')}. Add to the role of its service account: ${yaml}.`];
  }
}
