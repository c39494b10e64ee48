import { createRequire } from 'node:module';
import type { Fleet } from '../../../src/core/cluster/fleet/fleet';
import type { PlanStep } from '../../../src/core/cluster/fleet/plan';
import type { AuditView, FromPage, ToPage } from '../../../src/extension/cluster/protocol';
import type * as View from '../../../src/extension/cluster/view';
import { engine } from '../engine';
import type { Host } from '../frame';
import { TableParts } from './table';
import type { FiveGroups } from '../../five-groups';

// As in engine.ts.
const { answerView, groupDetails, phoneParts } = createRequire(import.meta.url)(
  '../../../src/extension/cluster/view.ts',
) as typeof View;

type Found = Pick<View.Answer, 'fleet' | 'plan'>;

/** Stands in for the extension under the page of an audit. */
export class FleetHost extends TableParts implements Host {
  #view: AuditView = { phase: 'finding', files: 0 };
  #fleet: Fleet | null = null;
  #revision = 0;
  #isOpen = false;

  get group() {
    return this.page.getByRole('region', { name: 'Group' });
  }

  segment(title: string) {
    return this.page.getByRole('group', { name: 'Groups of phones' }).getByRole('button', { name: title });
  }

  /** Shows the answer about these phones, made as the extension makes it. */
  async showAudit(groups: FiveGroups, cancelled: View.Answer['cancelled'] = null): Promise<void> {
    const found = await audited(groups);
    await this.showFound(found, cancelled);
  }

  async showFound(found: Found, cancelled: View.Answer['cancelled'] = null): Promise<void> {
    const tools = await engine.loadFleet();
    const opens = (file: string): boolean => !file.includes('!');
    const answer = answerView(tools, { ...found, cancelled }, opens);
    await this.show({ phase: 'answer', answer }, found.fleet);
  }

  async show(view: AuditView, fleet: Fleet | null = null): Promise<void> {
    this.#view = view;
    this.#fleet = fleet;
    this.#revision += 1;
    if (this.#isOpen) await this.#showState();
    else {
      this.#isOpen = true;
      await this.host.open(this);
    }
  }

  async progress(view: AuditView): Promise<void> {
    await this.#post({ type: 'progress', view });
  }

  async receive(message: FromPage): Promise<void> {
    if (message.type === 'ready') await this.#showState();
    if (message.type !== 'request') return;
    const { id, request } = message;
    const group = this.#fleet?.groups[request.group];
    if (this.#fleet === null || group === undefined) throw new Error('There is no such group.');
    const value = groupDetails(await engine.loadFleet(), this.#fleet, group);
    await this.host.send({ type: 'reply', id, ok: true, value });
  }

  /** In parts, as many phones come. */
  async #showState(): Promise<void> {
    const kept = { sources: ['file:///phones.csv'] };
    await this.#post({ type: 'show', revision: this.#revision, view: this.#view, kept });
    const parts = this.#fleet === null ? [] : [...phoneParts(this.#fleet, 50)];
    for (const [at, runs] of parts.entries()) {
      await this.#post({ type: 'phones', runs, isLast: at === parts.length - 1 });
    }
  }

  async #post(message: ToPage): Promise<void> {
    await this.host.send(message);
  }
}

/** The audit of a table and its lists, by the engine that ships. */
export async function audited({ served, before, foreign, table }: FiveGroups): Promise<Found> {
  const { auditFleet, Collected, GivenLists, joinedReadings, planFleet, ServedReader, withoutBytes } =
    await engine.loadFleet();
  const { openSource } = await engine.loadPhoning();
  const lists = new GivenLists();
  const reader = new ServedReader(lists);
  await reader.take('served/ITLFile.tlv', served);
  await lists.add('before/ITLFile.tlv', before);
  await lists.add('foreign/ITLFile.tlv', foreign);
  const collected = new Collected(lists, []);
  const source = openSource('phones.csv');
  const contents = [...source.push(new TextEncoder().encode(table)), ...source.end()];
  await collected.add(joinedReadings(await Promise.all(contents.map(withoutBytes))));
  const known = { tvs: 'unknown', now: new Date('2026-11-27T00:00:00Z') } as const;
  const { phones, problems } = collected;
  const fleet = await auditFleet({ phones, lists, served: reader.served(), known, problems });
  const plan: PlanStep[] = await planFleet({ fleet, served: reader.served(), given: lists.all, known });
  return { fleet, plan };
}
