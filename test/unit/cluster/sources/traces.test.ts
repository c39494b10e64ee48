import { describe, expect, it } from 'vitest';
import { alarmXml, ctlDigest, cutByLog, itlDigest, spaced } from '../../phone/logs/makers/alarms';
import { noise } from '../../phone/logs/makers/clothes';
import { devices, lines, mac, messages, read, readInPieces } from './makers/read';

const phone = (at: number): string => `SEP${mac(at)}`;
const held = (digest: string): object => ({ state: 'digest', digest });

describe('DeviceTLInfo alarms in a trace', () => {
  it('are phones, wherever prefixes of its lines cut them', () => {
    const cuts = [60, 150, 260, 333, 410, 520];
    const text = cuts.flatMap((cut, at) => [...noise, ...cutByLog(alarmXml({ device: phone(at) }), cut)]).join('\n');
    const { observations, problems } = read('trace.txt', text);
    expect(problems).toEqual([]);
    expect(observations).toMatchObject(
      cuts.map((_, at) => ({
        device: phone(at),
        itl: held(itlDigest),
        ctl: { state: 'not-installed' },
        address: '192.0.2.70',
      })),
    );
  });

  it('have the line where they begin, and the date of the lines around them', () => {
    const text = [
      '2024-01-31 10:11:12.345 |AppInfo |REFER',
      ...alarmXml({ device: phone(1), ctl: spaced(ctlDigest) }),
      'x',
      ...alarmXml({ device: phone(2), itl: 'Not Installed' }),
    ];
    expect(read('trace.txt', text.join('\r\n'))).toMatchObject({
      observations: [
        { device: phone(1), line: 3, time: '2024-01-31T10:11:12.345', ctl: held(ctlDigest) },
        { device: phone(2), line: 19, itl: { state: 'not-installed' } },
      ],
      problems: [],
    });
  });

  it('are read from the debug page of a phone', () => {
    const text = `<html><body><pre>[5:48:09 AM 10/11/19]  DeviceName=${phone(3)} IPv4Address=192.0.2.7 IPv6Address= CTL_Signature=Not Installed ITL_Signature=${spaced(itlDigest)} StatusCode=3</pre></body></html>`;
    expect(read('a.html', text).observations).toMatchObject([
      { device: phone(3), itl: held(itlDigest), time: '2019-10-11T05:48:09' },
    ]);
  });

  it('that cannot be read are named by their lines', () => {
    const text = [
      ...alarmXml({ device: phone(1), itl: '0F 1E' }),
      ...alarmXml({ device: '' }),
      ...alarmXml({ device: phone(2) }),
      ...alarmXml({ device: phone(3) }).slice(0, 5),
    ];
    const result = read('trace.txt', text.join('\n'));
    expect(devices(result)).toEqual([phone(1), phone(2)]);
    expect(result.observations[0]?.itl).toEqual({ state: 'unreadable', text: '0F 1E' });
    expect(lines(result)).toEqual([2, 17, 47]);
  });

  it('do not depend on where the pieces of a file end', () => {
    const text = [
      ...noise,
      ...alarmXml({ device: phone(1) }),
      ...noise,
      ...cutByLog(alarmXml({ device: phone(2) }), 200),
    ].join('\r\n');
    const whole = read('trace.txt', text);
    expect(whole.observations).toHaveLength(2);
    for (const size of [1, 7, 64, 1_000]) expect(readInPieces('trace.txt', text, size)).toEqual(whole);
  });

  it('are missing in most logs, which is said', () => {
    expect(messages(read('a.log', noise.join('\n')))).toEqual([expect.stringContaining('No DeviceTLInfo alarm')]);
  });
});

it('memory for a trace does not grow with it', () => {
  const filler = `${noise.join('\n')}\n`.repeat(1_500);
  const trace = Buffer.from(
    [filler, ...alarmXml({ device: phone(1) }), filler, ...alarmXml({ device: phone(2) }), ''].join('\n'),
  );
  expect(trace.length).toBeGreaterThan(1_000_000);
  expect(devices(readInPieces('trace.txt', new Uint8Array(trace), 65_536))).toEqual([phone(1), phone(2)]);
});
