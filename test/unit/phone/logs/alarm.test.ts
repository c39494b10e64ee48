import { describe, expect, it } from 'vitest';
import { AlarmReader, tlStatusNames, tlUpdateFailed, type DeviceTlInfo } from '../../../../src/core/phone/logs/alarm';
import { readPhoneLog } from '../../../../src/core/phone/logs/read';
import { alarmXml, ctlDigest, cutByLog, itlDigest, spaced } from './makers/alarms';
import { brokenAt, noise } from './makers/clothes';

function alarmsOf(lines: readonly string[]): DeviceTlInfo[] {
  const reader = new AlarmReader();
  const found = lines.flatMap((text, at) => reader.take({ text, number: at + 1 }));
  return [...found, ...reader.end()];
}

const held: Omit<DeviceTlInfo, 'firstLine' | 'lastLine' | 'time'> = {
  device: 'SEPAABBCC001122',
  ipv4: '192.0.2.70',
  ipv6: null,
  ctl: { state: 'not-installed' },
  itl: { state: 'installed', digest: itlDigest },
  ctlServer: null,
  itlServer: 'tftp-1.example.net',
  status: 3,
};

describe('A DeviceTLInfo alarm', () => {
  it('is read from the XML of a trace', () => {
    expect(alarmsOf(['07:00:01.2 | debug REFER', ...alarmXml(), ...noise])).toMatchObject([
      { ...held, firstLine: 3, lastLine: 16 },
    ]);
  });

  it('is read wherever the log of the phone cuts it', () => {
    const length = alarmXml().join('\n\t').length;
    for (let cut = 1; cut < length; cut++) {
      expect(alarmsOf(cutByLog(alarmXml(), cut)), `cut at ${cut}`).toMatchObject([held]);
    }
  });

  it.each([40, 64, 80])('is read if a terminal of %d columns broke it', (width) => {
    expect(alarmsOf(brokenAt(width, alarmXml()))).toMatchObject([held]);
  });

  it('is read if it is all on one line, and so are several', () => {
    const other = alarmXml({ device: 'SEP001122334455', ctl: spaced(ctlDigest), itl: 'Not Installed', status: 2 });
    expect(alarmsOf([[...alarmXml(), ...other].join('')])).toMatchObject([
      held,
      { device: 'SEP001122334455', ctl: { state: 'installed', digest: ctlDigest }, itl: { state: 'not-installed' } },
    ]);
  });

  it('is read as the page of a phone shows it', () => {
    const [alarm] = alarmsOf([
      '[5:48:09 AM 10/11/19] DeviceTLInfo reported',
      `[5:48:09 AM 10/11/19]  DeviceName=SEPAABBCC001122 IPv4Address=192.0.2.70 IPv6Address= CTL_Signature=Not Installed CTL_TFTP_Server=N/A ITL_Signature=${spaced(itlDigest)} ITL_TFTP_Server=tftp-1.example.net StatusCode=3`,
    ]);
    expect(alarm).toMatchObject({ ...held, time: '5:48:09' });
  });

  it('is not one without a signature, or without a device', () => {
    expect(alarmsOf(alarmXml({ ctl: '', itl: '' }))).toEqual([]);
    expect(alarmsOf(alarmXml({ device: '' }))).toEqual([]);
    expect(alarmsOf(alarmXml().map((line) => line.replace(/_Signature/, '_State')))).toEqual([]);
  });

  it('keeps a signature that is neither a digest nor absent as it is written', () => {
    expect(alarmsOf(alarmXml({ itl: 'Corrupt' }))[0]?.itl).toEqual({ state: 'unknown', text: 'Corrupt' });
  });

  it('has a status that Cisco documents, and from 5 on the update failed', () => {
    const failed = Object.keys(tlStatusNames).filter((status) => tlUpdateFailed(Number(status)));
    expect(failed).toEqual(['5', '6', '7', '8', '9']);
    expect(tlUpdateFailed(10)).toBe(false);
  });
});

describe('A log with DeviceTLInfo alarms', () => {
  it('says what each phone holds, and counts the lines of the alarms as understood', () => {
    const { events, lines, understood, failure } = readPhoneLog([...alarmXml(), noise[0]].join('\r\n'));
    expect(events.map(({ sentence }) => sentence)).toEqual([
      `SEPAABBCC001122 holds no CTL, and the ITL ${itlDigest} from tftp-1.example.net.`,
      'SEPAABBCC001122 reports ITL_INITIAL_SUCCESS (status 3): its trust lists are fine.',
    ]);
    expect(events[0]).toMatchObject({ kind: 'state', args: { device: 'SEPAABBCC001122', itl: itlDigest } });
    expect([lines, understood, failure]).toEqual([16, 14, null]);
  });

  it.each<[Parameters<typeof alarmXml>[0], string]>([
    [{ itl: 'Not Installed' }, 'holds neither a CTL nor an ITL.'],
    [{ ctl: spaced(ctlDigest) }, `holds the CTL ${ctlDigest} from tftp-1.example.net, and the ITL ${itlDigest} from`],
    [
      { ctl: spaced(ctlDigest), itl: 'Not Installed' },
      `holds the CTL ${ctlDigest} from tftp-1.example.net, and no ITL.`,
    ],
    [{ server: 'N/A' }, 'from a server that it does not name.'],
    [{ itl: 'Corrupt' }, 'says of its lists: CTL not installed, ITL Corrupt.'],
  ])('says it of %j', (alarm, sentence) => {
    expect(readPhoneLog(alarmXml(alarm).join('\n')).events[0]?.sentence).toContain(sentence);
  });

  it('fails if a phone could not update, unless the same phone could later', () => {
    const failed = alarmXml({ status: 8 });
    const other = alarmXml({ device: 'SEP001122334455', status: 1 });
    expect(readPhoneLog([...failed, ...other].join('\n'))).toMatchObject({
      failure: { reason: 'phone-not-updated', args: { device: 'SEPAABBCC001122', name: 'TL_FAILED_OLD_ITL' } },
      recovery: null,
    });
    const later = readPhoneLog([...failed, ...other, ...alarmXml({ status: 1 })].join('\n'));
    expect(later.recovery?.args).toMatchObject({ device: 'SEPAABBCC001122', status: 1 });
  });

  it('tells what another thread wrote in the middle of an alarm, in the order of the text', () => {
    const [first = '', ...rest] = alarmXml();
    const lines = [first, ...rest.slice(0, 5), '12:00:00 CTL and ITL installed', ...rest.slice(5), 'ITL installed'];
    expect(readPhoneLog(lines.join('\n')).events.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'phone-holds-itl'],
      [2, 'phone-updated'],
      [7, 'holds-both-lists'],
      [17, 'holds-itl'],
    ]);
  });

  it('says that a status is not documented', () => {
    expect(readPhoneLog(alarmXml({ status: 42 }).join('\n'))).toMatchObject({
      failure: null,
      events: [{}, { reason: 'phone-status-unknown', weight: 0 }],
    });
  });
});
