import { flipByte } from '../builders';
import { expect, test } from './fixtures';
import { themeNames } from './frame';
import { sample } from './samples';

const name = 'SEP0011215A1AE3.cnf.xml.sgn';
const configuration = [name, sample(`phone/${name}`)] as const;
const publisher = ['ITL-cucm8-publisher.tlv', sample('ITL-cucm8-publisher.tlv')] as const;
const cluster = ['ITLFile.tlv', sample('ITL-cucm12-cluster.tlv')] as const;

test('a signed configuration shows its signer, its header and its text', async ({ signed }) => {
  await signed.show(configuration, [publisher]);
  const { page } = signed;
  const signature = page.getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Signature verified');
  await expect(signature).toContainText('Signed by record 2 of ITL-cucm8-publisher.tlv');
  await expect(page.getByRole('region', { name: 'Header' })).toContainText('CN=CUCM8-Publisher.bbbburns.lab');
  await expect(page.getByRole('region', { name: 'Content' })).toContainText('<deviceProtocol>SIP</deviceProtocol>');
  await signature.getByRole('button', { name: 'Show record 2 of ITL-cucm8-publisher.tlv' }).click();
  await expect
    .poll(() => signed.host.said('reveal'))
    .toEqual([{ type: 'reveal', file: 'ITL-cucm8-publisher.tlv', record: 2 }]);
  await page.getByRole('button', { name: 'Verify Against Another List…' }).click();
  await expect.poll(() => signed.host.said('addList')).toHaveLength(1);
});

test('what was unfolded stays unfolded while the editor is hidden, and in each theme', async ({ signed }) => {
  await signed.show(configuration, [publisher]);
  const { page } = signed;
  await page.getByText(/^All \d+ elements$/).click();
  const row = page.locator('[data-field="SIGNERNAME"]');
  await expect(row).toBeVisible();
  await signed.host.reload();
  await expect(row).toBeVisible();
  const colours = new Set<string>();
  for (const theme of themeNames) {
    await signed.host.setTheme(theme);
    await expect(row).toBeVisible();
    colours.add(await row.evaluate((element) => getComputedStyle(element).color));
  }
  expect(colours.size).toBeGreaterThan(2);
});

test('a signer of another cluster is in neither list', async ({ signed }) => {
  await signed.show(configuration, [cluster]);
  const signature = signed.page.getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Signer not in the lists');
  await expect(signature).toContainText('errclass 8, errcode 19 (signer not in CTL)');
});

test('a file whose signature was stripped says that it is not signed', async ({ signed }) => {
  await signed.show(configuration, [publisher]);
  const signature = signed.page.getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Signature verified');
  await signed.show([name, new TextEncoder().encode('<device></device>\n')], [publisher]);
  await expect(signature).toContainText('Not signed');
  await expect(signed.page.getByRole('region', { name: 'Header' })).toHaveCount(0);
});

test('a list that is not verified itself makes a verdict doubtful', async ({ signed }) => {
  const [file, bytes] = publisher;
  await signed.show(configuration, [[file, flipByte(bytes, bytes.length - 1)]]);
  const signature = signed.page.getByRole('region', { name: 'Signature' });
  await expect(signature).toContainText('Verified by a list that is not verified itself');
  await expect(signature).toContainText(`The signature of ${file} itself is not verified`);
});
