/** What a phone tells of its lists. */
export interface AlarmOf {
  readonly device?: string;
  readonly ctl?: string;
  readonly itl?: string;
  readonly server?: string;
  readonly status?: number;
}

export const itlDigest = '0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c';
export const ctlDigest = 'aabbccddeeff00112233445566778899aabbccdd';
/** As phones write a digest: `0F 1E … `. */
export const spaced = (digest: string): string => digest.toUpperCase().replace(/../g, '$& ');

/** The XML of an alarm, in lines. */
export function alarmXml({
  device = 'SEPAABBCC001122',
  ctl = 'Not Installed',
  itl = spaced(itlDigest),
  server = 'tftp-1.example.net',
  status = 3,
}: AlarmOf = {}): string[] {
  const parameters = {
    DeviceName: device,
    IPv4Address: '192.0.2.70',
    IPv6Address: '',
    CTL_Signature: ctl,
    CTL_TFTP_Server: ctl === 'Not Installed' ? 'N/A' : server,
    ITL_Signature: itl,
    ITL_TFTP_Server: server,
    StatusCode: String(status),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<x-cisco-alarm>',
    '<Alarm Name="DeviceTLInfo">',
    '<ParameterList>',
    ...Object.entries(parameters).map(([name, value]) => `<String name="${name}">${value}</String>`),
    '</ParameterList>',
    '</Alarm>',
    '</x-cisco-alarm>',
  ];
}

/** As a phone's log cuts it: a prefix somewhere in the middle of a word, the other lines with a tab. */
export function cutByLog(xml: readonly string[], cut: number): string[] {
  const text = xml.join('\n\t');
  const [head, tail] = [text.slice(0, cut), text.slice(cut)];
  return [
    `5850 DEB Oct 21 07:00:45.419807 (618:927) JAVA-sipio-sent---> REFER sip:192.0.2.9 SIP/2.0`,
    '\tCSeq: 1000 REFER',
    ...`\t${head}`.split('\n'),
    ...`5851 DEB Oct 21 07:00:45.420021 (618:927) JAVA-${tail}`.split('\n'),
    '5852 DEB Oct 21 07:00:45.420173 (618:927) JAVA-::End-Of-Sip-Message::',
  ];
}
