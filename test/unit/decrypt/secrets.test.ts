import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { limits } from '../../../src/core/format/limits';
import { isSecretName } from '../../../src/core/decrypt/secret-names';
import { findSecrets } from '../../../src/core/decrypt/secrets';
import '../seeded';

/** The text as it is shown before anybody asks: each secret as its name in brackets. */
function hidden(text: string): string {
  let shown = '';
  let at = 0;
  for (const { start, end, name } of findSecrets(text)) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    shown += `${text.slice(at, start)}[${name}]`;
    at = end;
  }
  return shown + text.slice(at);
}

describe('the name of something secret', () => {
  test.each([
    ...['userPassword', 'sshPassword', 'phonePassword', 'adminPassword', 'SSHPASSWORD', 'admin_passwd', 'Admin_Passwd'],
    ...['wlanPassphrase', 'passcode', 'pwd', 'UserPwd', 'userPass', 'adminpass', 'pw', 'Passwort', 'passwordHash'],
    ...['secret', 'sharedSecret', 'clientSecret', 'SECRET', 'sipSecret2', 'userCredential', 'credentials'],
    ...[
      'key',
      'wepKey1',
      'wpa_psk',
      'PreSharedKey',
      'privateKey',
      'snmpv3AuthKey',
      'masterkey',
      'keys',
      'aesKey2',
      'KEY',
    ],
    ...['authToken', 'tokens', 'oauthAccessToken', 'bearer', 'sessionCookie', 'jwt', 'Authorization'],
    ...['snmpCommunity', 'communityString', 'readOnlyCommunity', 'ROCOMMUNITY'],
    ...['pin', 'PIN', 'userPIN', 'vm-pin', 'voicemailPin', 'userpin', 'PINCode', 'pins', 'simPuk'],
    ...['activationCode', 'authCode', 'capfAuthString', 'challengePassword', 'otp', 'line1_password', 'vpn:password'],
    ...['ha1', 'Unlock_Code', 'securityCode'],
  ])('%s', (name) => {
    expect(isSecretName(name)).toBe(true);
  });

  test.each([
    ...['userId', 'sshUserId', 'certHash', 'loadInformation', 'softKeyFile', 'softkeys', 'lineKeyBarge', 'featureKeys'],
    ...['publicKey', 'keypad', 'keyboard', 'mapping', 'pingInterval', 'spinner', 'bypassMode', 'compass', 'monkey'],
    ...[
      'passThrough',
      'keyLength',
      'hotKey',
      'displayOnWhenIncomingCall',
      'authName',
      'authenticationURL',
      'pins3x',
      '',
    ],
  ])('not %s', (name) => {
    expect(isSecretName(name)).toBe(false);
  });

  it('is as secret in whatever case and with whatever number', () => {
    const spelled = fc.constantFrom('sshPassword', 'snmpCommunity', 'clientSecret', 'accessToken', 'userPin', 'wepKey');
    const change = fc.constantFrom(
      (name: string) => name,
      (name: string) => name.replace(/[A-Z]/g, '_$&'),
      (name: string) => name.replace(/[A-Z]/g, '-$&').toLowerCase(),
      (name: string) => name.toLowerCase(),
      (name: string) => name.replace(/[A-Z]/g, '_$&').toUpperCase(),
    );
    fc.assert(
      fc.property(
        spelled,
        change,
        fc.constantFrom('', '1', '_2', '10'),
        fc.constantFrom('', 'my_', 'p:'),
        (name, as, no, before) => {
          expect({ name: `${before}${as(name)}${no}`, is: isSecretName(`${before}${as(name)}${no}`) }).toMatchObject({
            is: true,
          });
        },
      ),
    );
  });
});

describe('what is secret in a configuration', () => {
  test.each([
    [
      '<sshUserId>admin</sshUserId><sshPassword>cisco</sshPassword>',
      '<sshUserId>admin</sshUserId><sshPassword>[sshPassword]</sshPassword>',
    ],
    [
      '<userPassword></userPassword><pin>\n</pin><adminPassword/>',
      '<userPassword></userPassword><pin>\n</pin><adminPassword/>',
    ],
    ['<phonePassword><![CDATA[a<b>c</x>]]></phonePassword> x', '<phonePassword>[phonePassword]</phonePassword> x'],
    ['<c:PASSWORD a="1">x</c:PASSWORD>', '<c:PASSWORD a="1">[c:PASSWORD]</c:PASSWORD>'],
    [
      '<credentials><user>u</user><password>p</password></credentials><a>b</a>',
      '<credentials>[credentials]</credentials><a>b</a>',
    ],
    ['<key><key>a</key> b</key>c', '<key>[key]</key>c'],
    ['<Admin_Passwd ua="na">x</Admin_Passwd>', '<Admin_Passwd ua="na">[Admin_Passwd]</Admin_Passwd>'],
  ])('is the content of an element: %s', (text, shown) => {
    expect(hidden(text)).toBe(shown);
  });

  test.each([
    [`<line password="a>b" name='x'/>`, `<line password="[password]" name='x'/>`],
    ['<wlan psk = "a" ssid="b">c</wlan>', '<wlan psk = "[psk]" ssid="b">c</wlan>'],
    [
      '<param name="adminPassword" value="x">y</param>',
      '<param name="adminPassword" value="[adminPassword]">[adminPassword]</param>',
    ],
    [
      '<p value="x" name="Admin Password"/><p value="x"/>',
      '<p value="[Admin Password]" name="Admin Password"/><p value="x"/>',
    ],
    [
      '<name>sshPassword</name>\n<value>x</value><value>y</value>',
      '<name>sshPassword</name>\n<value>[sshPassword]</value><value>y</value>',
    ],
    ['<i><name>token</name></i><i><name>b</name></i>', '<i><name>token</name></i><i><name>b</name></i>'],
    ['<a password="the password">b</a>', '<a password="[password]">b</a>'],
    ['<a href="http://x/password.html" b="c">d</a>', '<a href="http://x/password.html" b="c">d</a>'],
  ])('is the value of an attribute, or what it names: %s', (text, shown) => {
    expect(hidden(text)).toBe(shown);
  });

  test.each([
    ['line1_name: "1001"\nline1_password: "a b"\n', 'line1_name: "1001"\nline1_password: [line1_password]\n'],
    ['phone_password: my own word\nx: y', 'phone_password: [phone_password]\nx: y'],
    ['{"user": "u", "password": "p", "x": 1}', '{"user": "u", "password": [password], "x": 1}'],
    ['<u>http://a/b?token=abc&amp;x=y</u>', '<u>http://a/b?token=[token]&amp;x=y</u>'],
    ['<u v="https://me:word@host/x"/>', '<u v="https://me:[password]@host/x"/>'],
    ['<u>http://host:80/a@b</u>', '<u>http://host:80/a@b</u>'],
    [
      'a\n-----BEGIN RSA PRIVATE KEY-----\nAA\n-----END RSA PRIVATE KEY-----',
      'a\n[private key]-----END RSA PRIVATE KEY-----',
    ],
  ])('is a setting, a parameter, or a private key: %s', (text, shown) => {
    expect(hidden(text)).toBe(shown);
  });

  test.each([
    ['<!-- <sshPassword>x</sshPassword> -->', '<!-- <sshPassword>[sshPassword]</sshPassword> -->'],
    ['<![CDATA[<pin>1</pin>]]>', '<![CDATA[<pin>[pin]</pin>]]>'],
    ['&lt;userPassword&gt;x&lt;/userPassword&gt; y', '&lt;userPassword&gt;[userPassword]&lt;/userPassword&gt; y'],
    [
      '&#60;p name=&quot;pin&quot; value=&quot;1&quot;/&#62;',
      '&#60;p name=&quot;pin&quot; value=&quot;[pin]&quot;/&#62;',
    ],
    ['<sshPassword>x</sshPasswd><a>b</a>', '<sshPassword>[sshPassword]'],
    ['<sshPassword>x', '<sshPassword>[sshPassword]'],
    ['<a b="x>\n<sshPassword>y</sshPassword><c d="e">', '<a b="x>\n<sshPassword>[sshPassword]</sshPassword><c d="e">'],
    ['<sshPassword <a>x</a>', '<sshPassword [sshPassword]'],
  ])('is found where no reader of XML would look: %s', (text, shown) => {
    expect(hidden(text)).toBe(shown);
  });

  it('is never shown, whatever is around it', () => {
    const noise = fc.stringMatching(/^[\w <>/"'=:&;!?.[\]-]{0,40}$/);
    const names = fc.constantFrom('userPassword', 'wpaPsk', 'communityString', 'token', 'pin');
    const shapes = fc.constantFrom(
      (name: string, value: string) => `<${name}>${value}</${name}>`,
      (name: string, value: string) => `<${name} a="1">\n${value}\n</${name}>`,
      (name: string, value: string) => `<!--<${name}>${value}</${name}>-->`,
      (name: string, value: string) => `\n${name}: ${value}\n`,
      (name: string, value: string) => `"${name}":"${value}"`,
    );
    fc.assert(
      fc.property(noise, names, shapes, noise, (before, name, shape, after) => {
        expect(hidden(`${before}<x>${shape(name, 'S3CR3T')}</x>${after}`)).not.toContain('S3CR3T');
      }),
      { numRuns: 20_000 },
    );
  });

  it('has a limit, and what is behind it is hidden too', () => {
    const text = '<pin>1234</pin>'.repeat(limits.hiddenSecrets + 5);
    const found = findSecrets(text);
    expect(found).toHaveLength(limits.hiddenSecrets);
    expect(found.at(-1)).toMatchObject({ end: text.length });
    expect(hidden(text)).not.toContain('1234');
  });
});
