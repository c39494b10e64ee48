import { expect, it } from 'vitest';
import { readPhoneLog } from '../../../../src/core/phone/logs/read';
import { remedyOf } from '../../../../src/core/phone/logs/remedy';

const sgn = 'SEP001122334455.cnf.xml.sgn';

it.each([
  ['a TVS that does not vouch', 'SECUREAPP-Authentication Response received, status : 1', 'teach-tvs', 'regeneration'],
  ['a TVS without the certificate', '05:54:47.8 | debug certificate not found', 'teach-tvs', 'regeneration'],
  [
    'TLS to a TVS that fails',
    'SECD: connectToTvsServer: Port : 2445\nSECD: SSL handshake failed',
    'check-tvs',
    'regeneration',
  ],
  ['a signer that is not known', `verifyFile: verify FAILED, <${sgn}>`, 'check-signer', 'phone'],
  ['a list that was refused', 'Trust List Update Failed', 'check-list', 'regeneration'],
  ['a signed file that is not there', `TFTP Timeout : ${sgn}`, 'look-for-file', 'phone'],
  ['a server that does not answer', 'TFTP timeout', 'look-for-server', null],
])('what to do about %s', (_, text, reason, next) => {
  const { failure } = readPhoneLog(text);
  if (failure === null) throw new Error('Nothing failed.');
  const remedy = remedyOf(failure);
  expect([remedy.advice.reason, remedy.next]).toEqual([reason, next]);
  expect(remedy.address).toMatch(/^http:\/\/TFTP:6970\/\w/);
});
