import { statements, type Statement } from '../../words/statement';
import { tlStatusNames, tlUpdateFailed, type DeviceTlInfo, type HeldListSignature } from './alarm';
import type { LogEvent } from './events';
import { source, weight } from './message';
import { t } from '../../words/translate';

const from = source.extensionMobility;

/** What an alarm of a phone says. A digest is that of the file that the phone holds. */
export const heldReasons = {
  'phone-holds-itl': { text: '{device} holds no CTL, and the ITL {itl} from {itlServer}.', source: from },
  'phone-holds-ctl': { text: '{device} holds the CTL {ctl} from {ctlServer}, and no ITL.', source: from },
  'phone-holds-both': {
    text: '{device} holds the CTL {ctl} from {ctlServer}, and the ITL {itl} from {itlServer}.',
    source: from,
  },
  'phone-holds-neither': { text: '{device} holds neither a CTL nor an ITL.', source: from },
  'phone-says-what-it-holds': { text: '{device} says of its lists: CTL {ctl}, ITL {itl}.', source: from },
  'phone-updated': { text: '{device} reports {name} (status {status}): its trust lists are fine.', source: from },
  'phone-not-updated': {
    text: '{device} reports {name} (status {status}): it could not update its trust lists, and keeps those that it holds.',
    source: from,
  },
  'phone-status-unknown': { text: '{device} reports status {status}, which is not documented.', source: from },
} as const;

const say = statements(heldReasons);

/** The events of an alarm: what the phone holds, and whether its last update succeeded. */
export function alarmEvents(alarm: DeviceTlInfo): LogEvent[] {
  const event = (statement: Statement, more: Partial<LogEvent>): LogEvent => ({
    ...statement,
    line: alarm.firstLine,
    time: alarm.time,
    kind: 'state',
    file: null,
    server: alarm.itlServer ?? alarm.ctlServer,
    length: null,
    headerLength: null,
    about: null,
    weight: 0,
    ...more,
  });
  const { status } = alarm;
  const held = event(holding(alarm), {});
  if (status === null) return [held];
  const args = { device: alarm.device, status, name: tlStatusNames[status] ?? '' };
  if (tlUpdateFailed(status)) {
    return [held, event(say('phone-not-updated', args), { kind: 'refused', about: 'list', weight: weight.listUpdate })];
  }
  return status in tlStatusNames
    ? [held, event(say('phone-updated', args), { kind: 'verified', about: 'list' })]
    : [held, event(say('phone-status-unknown', { device: alarm.device, status }), {})];
}

function holding({ device, ctl, itl, ...servers }: DeviceTlInfo): Statement {
  const notNamed = t('a server that it does not name');
  const [ctlServer, itlServer] = [servers.ctlServer ?? notNamed, servers.itlServer ?? notNamed];
  const [noCtl, noItl] = [ctl, itl].map((list) => list?.state === 'not-installed');
  if (noCtl === true && noItl === true) return say('phone-holds-neither', { device });
  if (ctl?.state === 'installed' && itl?.state === 'installed') {
    return say('phone-holds-both', { device, ctl: ctl.digest, ctlServer, itl: itl.digest, itlServer });
  }
  if (noCtl === true && itl?.state === 'installed') {
    return say('phone-holds-itl', { device, itl: itl.digest, itlServer });
  }
  if (ctl?.state === 'installed' && noItl === true) {
    return say('phone-holds-ctl', { device, ctl: ctl.digest, ctlServer });
  }
  return say('phone-says-what-it-holds', { device, ctl: written(ctl), itl: written(itl) });
}

function written(list: HeldListSignature | null): string {
  if (list === null) return t('not known');
  if (list.state === 'not-installed') return t('not installed');
  return list.state === 'installed' ? list.digest : list.text;
}
