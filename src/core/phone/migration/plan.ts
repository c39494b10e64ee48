import { bulkCertificates } from './bulk-certificates';
import { judgeCentralizedTftp, type CentralizedTftp, type Generation } from './centralized-tftp';
import { filesOf, inspectList } from '../held';
import type { Cluster, ClusterRead, ListDecision, MigrationFacts, MigrationPlan, Move } from './migration';
import { decisions, knownFactsOf, unsignedDecision } from './decisions';
import { eraseByHand } from './erase-by-hand';
import { hardwareToken } from './hardware-token';
import { itlReset } from './itl-reset';
import { linesOf } from './lines';
import { lacksCtl, notes } from './notes';
import { unnamed } from './reasons';
import { restore } from './restore';
import { rollback } from './rollback';
import { t } from '../../words/translate';

/** Judges every known way to move phones from one cluster to another. */
export async function planMigration(from: Cluster, to: Cluster, given: MigrationFacts = {}): Promise<MigrationPlan> {
  const facts = withDestination(given, to);
  const move: Move = {
    from: await readCluster(from),
    to: await readCluster(to),
    phone: { ctl: from.ctl, itl: from.itl },
    facts,
  };
  // What phones would do can be said only from the lists that they hold.
  const known = (from.itl !== null || from.ctl !== null) && !lacksCtl(move);
  const asItIs = known ? await decisionsNow(move, from, to) : [];
  return {
    from: fileNames(from),
    to: fileNames(to),
    destination: destinationOf(to, facts),
    asItIs,
    methods: [
      await bulkCertificates(move, to),
      await rollback(move, to),
      await hardwareToken(move, to),
      await eraseByHand(move, to),
      await itlReset(move),
      restore(move),
    ],
    notes: linesOf(notes, { ...move, asItIs }),
    centralizedTftp: centralizedTftp(move),
  };
}

/** What phones would do with the files of the new cluster now: its lists, or its unsigned configuration. */
async function decisionsNow({ phone, facts }: Move, from: Cluster, to: Cluster): Promise<ListDecision[]> {
  const known = knownFactsOf(from, facts);
  const lists = await decisions(phone, to, known);
  return facts.unsignedDestination === true ? [...lists, await unsignedDecision(phone, known)] : lists;
}

/** A release before 8.0 signs nothing, unless a file of it says otherwise: that is a note then. */
function withDestination(facts: MigrationFacts, { itl }: Cluster): MigrationFacts {
  const { newVersion, unsignedDestination } = facts;
  const isUnsigned = newVersion !== undefined && newVersion < 8 && itl === null;
  return isUnsigned && unsignedDestination === undefined ? { ...facts, unsignedDestination: true } : facts;
}

/** What a person calls a cluster without files; null if it has some. */
function destinationOf(to: Cluster, { newVersion, unsignedDestination }: MigrationFacts): string | null {
  if (fileNames(to).length > 0) return null;
  if (newVersion !== undefined) return `CUCM ${newVersion.toFixed(1)}`;
  return unsignedDestination === true ? t(unnamed.unsignedCluster) : null;
}

function centralizedTftp({ from, to, facts }: Move): CentralizedTftp | null {
  const { centralTftpVersion, oldVersion, newVersion, unsignedDestination } = facts;
  if (centralTftpVersion === undefined) return null;
  const unsigned = unsignedDestination === true ? 'before-8.0' : null;
  return judgeCentralizedTftp(generation(centralTftpVersion), [
    { name: t(unnamed.oldCluster), generation: generationOf(from, oldVersion) },
    { name: t(unnamed.newCluster), generation: generationOf(to, newVersion) ?? unsigned },
  ]);
}

/** A cluster that serves an ITL is 8.0 or later, whatever else was said of it. */
function generationOf({ itl }: ClusterRead, version: number | undefined): Generation | null {
  if (itl !== null) return '8.0-or-later';
  return version === undefined ? null : generation(version);
}

function generation(version: number): Generation {
  return version < 8 ? 'before-8.0' : '8.0-or-later';
}

async function readCluster({ itl, ctl, bundles }: Cluster): Promise<ClusterRead> {
  return {
    itl: itl === null ? null : await inspectList(itl),
    ctl: ctl === null ? null : await inspectList(ctl),
    bundles,
  };
}

function fileNames({ ctl, itl, bundles }: Cluster): string[] {
  return [...filesOf(ctl, itl), ...bundles.map(({ file }) => file)];
}
