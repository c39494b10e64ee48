import { bulkCertificates } from './bulk-certificates';
import { judgeCentralizedTftp, type CentralizedTftp, type Generation } from './centralized-tftp';
import { ownSigners } from '../../trust/signer';
import { isItlRecovery, inspectList } from '../held';
import type { Cluster, ClusterRead, MigrationFacts, MigrationPlan, Move } from './migration';
import { decisions, knownFactsOf } from './decisions';
import { erase, hardwareToken, itlReset, restore, rollback } from './methods';

/** Judges every known way to move phones from one cluster to another. */
export async function planMigration(from: Cluster, to: Cluster, facts: MigrationFacts = {}): Promise<MigrationPlan> {
  const move: Move = {
    from: await readCluster(from),
    to: await readCluster(to),
    phone: { ctl: from.ctl, itl: from.itl },
    facts,
  };
  // Without the lists that they hold nothing can be said of what these phones would do.
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
      erase(move),
      itlReset(move),
      restore(move),
    ],
    notes: notesOn(move, asItIs),
    centralizedTftp: centralizedTftp(move),
  };
}

/** The phones hold a CTL, and which is not known. */
function lacksCtl({ from, facts }: Move): boolean {
  return facts.phonesHoldCtl === true && from.ctl === null;
}

function centralizedTftp({ from, to, facts }: Move): CentralizedTftp | null {
  const { centralTftpVersion, oldVersion, newVersion, unsignedDestination } = facts;
  if (centralTftpVersion === undefined) return null;
  const unsigned = unsignedDestination === true ? 'before-8.0' : null;
  return judgeCentralizedTftp(generation(centralTftpVersion), [
    { name: 'the old cluster', generation: generationOf(from, oldVersion) },
    { name: 'the new cluster', generation: generationOf(to, newVersion) ?? unsigned },
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

function notesOn(move: Move, asItIs: MigrationPlan['asItIs']): string[] {
  const { from, to, facts } = move;
  const notes: string[] = [];
  if (asItIs.length > 0 && asItIs.every(({ decision }) => decision.verdict === 'accepted')) {
    notes.push(
      'Phones that hold these lists, and no others, take those of the new cluster as they are: nothing has to be done first.',
    );
  }
  if (facts.unsignedDestination === true && from.itl !== null && !from.itl.blank) {
    notes.push(
      `Phones that hold ${from.itl.file} take no unsigned files: on CUCM Express, or CUCM before 8.0, they show "TFTP Timeout : SEP….cnf.xml.sgn" until their ITL is erased or blank.`,
    );
  }
  if (from.itl === null && from.ctl === null) {
    notes.push(
      'No list of the old cluster was given. Phones that hold none (they come from CUCM Express, say) take the new lists as they are; phones that hold one from elsewhere do not.',
    );
  }
  if (lacksCtl(move)) {
    notes.push(
      'The phones hold a CTL that was not given here: what they would do as it is hangs on it. Choose it with the lists of the old cluster.',
    );
  }
  const signer = signerNote(move);
  if (signer !== null) notes.push(signer);
  if (to.itl !== null && to.itl.blank) {
    notes.push(
      `${to.itl.file} of the new cluster is blank: phones that take it trust any cluster. Set its rollback parameter to False.`,
    );
  }
  return notes;
}

/** From 12.0 on ITLRecovery signs the ITL: said outright where versions or files show it, else as a condition. */
function signerNote({ from, to, facts }: Move): string | null {
  const { oldVersion, newVersion, unsignedDestination } = facts;
  if (unsignedDestination === true) return null;
  if (oldVersion !== undefined && oldVersion >= 12) return null;
  if (newVersion !== undefined && newVersion < 12) return null;
  if (signedByRecovery(from) === true) return null;
  const change = 'From 12.0 on the ITL is signed by ITLRecovery, not by CallManager.pem';
  const both = 'the old cluster has to know both';
  if (newVersion !== undefined) return `${change}: ${both}.`;
  switch (signedByRecovery(to)) {
    case true:
      return `${change}, and so is that of the new cluster: ${both}.`;
    case false:
      return null;
    case null:
      return `${change}: if the new cluster runs 12.0 or later, ${both}.`;
  }
}

/** Null without an ITL. */
function signedByRecovery({ itl }: ClusterRead): boolean | null {
  return itl === null ? null : ownSigners(itl.records, itl.signer).some(isItlRecovery);
}
