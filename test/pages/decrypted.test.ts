import { decryptedConfiguration, encryptedFile, encryptedName } from './encrypted';
import { expect, test } from './fixtures';

test('an encrypted configuration says which key it needs, and asks for it', async ({ signed }) => {
  await signed.decrypt(null, { md5: '00112233445566778899aabbccddeeff', file: 'SEP0011215A1AE3.cnf.xml.sgn' });
  await signed.show([encryptedName, await encryptedFile()], []);
  const content = signed.page.getByRole('region', { name: 'Content' });
  await expect(content).toContainText('MD5 00112233445566778899aabbccddeeff, which SEP0011215A1AE3.cnf.xml.sgn names.');
  await content.getByRole('button', { name: 'Decrypt…' }).click();
  await expect.poll(() => signed.host.said('decrypt')).toEqual([{ type: 'decrypt' }]);
});

test('what is decrypted shows no credential before a person asks for it', async ({ signed }) => {
  await signed.decrypt(decryptedConfiguration);
  await signed.show([encryptedName, await encryptedFile()], []);
  const { page } = signed;
  const content = page.getByRole('region', { name: 'Decrypted content' });
  await expect(content).toContainText('<sshUserId>admin</sshUserId>');
  await expect(content).toContainText('<pin></pin>');
  expect(await page.content()).not.toMatch(/(first|second|third)-word/);

  await content.getByRole('button', { name: 'Show sshPassword' }).press('Enter');
  await expect(content).toContainText('<sshPassword>first-word</sshPassword>');
  await expect(content.locator('.secret', { hasText: 'first-word' })).toBeFocused();
  await expect(page.getByRole('status').last()).toHaveText('sshPassword shown');
  expect(await page.content()).not.toMatch(/(second|third)-word/);
  const line = content.locator('li', { hasText: 'loadInformation' });
  await expect(line).toHaveAttribute('value', '9');

  await content.getByRole('button', { name: 'Show All Credentials' }).click();
  await expect(content).toContainText('second-word');
  await expect(content).toContainText('third-word');
});

test('credentials are hidden again, and in no state, when the editor was hidden', async ({ signed }) => {
  await signed.decrypt(decryptedConfiguration);
  await signed.show([encryptedName, await encryptedFile()], []);
  const { page } = signed;
  await page.getByText(/^All \d+ elements$/).click(); // makes the page keep something
  await page.getByRole('button', { name: 'Show All Credentials' }).click();
  await expect(page.getByText('first-word')).toBeVisible();
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
  );
  expect(kept).toContain('isOpen');
  expect(kept).not.toMatch(/-word|sshUserId|admin/);
  await signed.host.reload();
  await expect(page.getByRole('button', { name: 'Show sshPassword' })).toBeVisible();
  expect(await page.content()).not.toMatch(/(first|second|third)-word/);
  expect(JSON.stringify(signed.host.posts)).not.toMatch(/-word/);
});

test('what is decrypted goes elsewhere only by its buttons, and can be closed', async ({ signed }) => {
  await signed.decrypt(decryptedConfiguration);
  await signed.show([encryptedName, await encryptedFile()], []);
  const { page } = signed;
  for (const [name, type] of [
    ['Open Decrypted as Text…', 'openDecrypted'],
    ['Save Decrypted As…', 'saveDecrypted'],
    ['Close Decrypted Content', 'closeDecrypted'],
  ] as const) {
    await page.getByRole('button', { name }).click();
    await expect.poll(() => signed.host.said(type)).toEqual([{ type }]);
  }
  await signed.decrypt(null);
  await expect(page.getByRole('button', { name: 'Decrypt…' })).toBeVisible();
  await signed.decrypt(Uint8Array.of(0, 1, 2));
  await expect(page.getByRole('region', { name: 'Decrypted content' })).toContainText('It is not a text');
});
