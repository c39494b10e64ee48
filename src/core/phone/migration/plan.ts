import { bulkCertificates } from './bulk-certificates';
import { judgeCentralizedTftp, type CentralizedTftp, type Generation } from './centralized-tftp';
import { inspectList } from '../held';
import type { Cluster, ClusterRead, MigrationFacts, MigrationPlan, Move } from './migration';
import { decisions, knownFactsOf } from './decisions';
import { eraseByHand } from './erase-by-hand';
import { hardwareToken } from './hardware-token';
import { itlReset } from './itl-reset';
import { linesOf } from './lines';
import { lacksCtl, notes } from './notes';
import { unnamed } from './reasons';
import { restore } from './restore';
import { rollback } from './rollback';

/** Judges every known way to move phones from one cluster to another. */
export async function planMigration(from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<MigrationPlan> {
  const move: Move = {
    from: await readCluster(from),
    to: await readCluster(to),
    phone: { ctl: from.ctl, itl: from.itl },
    facts,
  };
  // What phones would do can be said only from the lists that they hold.
  const known = (from.itl !== null || from.ctl !== null) && !lacksCtl(move);
  const asItIs = known ? await decisions(move.phone, to, knownFactsOf(from, facts)) : [];
  return {
    from: fileNames(from),
    to: fileNames(to),
    asItIs,
    methods: [
      await bulkCertificates(move, to),
      await rollback(move, to),
      await hardwareToken(move, to),
      eraseByHand(move),
      itlReset(move),
      restore(move),
    ],
    notes: linesOf(notes, { ...move, asItIs }),
    centralizedTftp: centralizedTftp(move),
  };
}

function centralizedTftp({ from, to, facts }: Move): CentralizedTftp | null {
  const { centralTftpVersion, oldVersion, newVersion, unsignedDestination } = facts;
  if (centralTftpVersion === undefined) return null;
  const unsigned = unsignedDestination === true ? 'before-8.0' : null;
  return judgeCentralizedTftp(generation(centralTftpVersion), [
    { name: unnamed.oldCluster, generation: generationOf(from, oldVersion) },
    { name: unnamed.newCluster, generation: generationOf(to, newVersion) ?? unsigned },
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
  return [...[ctl, itl].flatMap((list) => (list === null ? [] : [list.file])), ...bundles.map(({ file }) => file)];
}
