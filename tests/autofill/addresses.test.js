// Addresses: in lines and whole, in English and Chinese.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fill } from './opened.js';

const premises = {
  region: 'KLN',
  district: { dcDistrict: 'Yau Tsim Mong', subDistrict: 'Tsim Sha Tsui' },
  buildingName: 'Harbour House',
  estate: { estateName: 'Harbour Estate', phase: { phaseName: 'Phase 2' } },
  street: { streetName: 'Salisbury Road', buildingNoFrom: '18' },
  block: { blockDescriptor: 'Tower', blockNo: '3' },
  address3d: { floor: { floorNum: '12' }, unit: { unitDescriptor: 'Flat', unitNo: 'B' } },
};
const english = { residentialAddress: { engPremisesAddress: premises } };

test('an English address, in lines and whole', async () => {
  const lines = await fill(
    `<input autocomplete="address-line1"><input autocomplete="address-line2">
     <input autocomplete="address-line3"><textarea autocomplete="street-address"></textarea>
     <input name="residentialAddress"><select autocomplete="country"><option>CN<option>HK</select>
     <input autocomplete="country-name">`,
    english,
  );
  assert.deepEqual(lines.values, {
    'address-line1': 'Flat B, 12/F, Tower 3',
    'address-line2': 'Harbour House, Phase 2, Harbour Estate',
    'address-line3': '18 Salisbury Road, Tsim Sha Tsui, KLN',
    'street-address':
      'Flat B, 12/F, Tower 3\nHarbour House, Phase 2, Harbour Estate\n18 Salisbury Road\nTsim Sha Tsui, KLN',
    residentialAddress:
      'Flat B, 12/F, Tower 3, Harbour House, Phase 2, Harbour Estate, 18 Salisbury Road, Tsim Sha Tsui, KLN',
    country: 'HK',
    'country-name': 'Hong Kong',
  });
});

test('an address whose levels have controls of their own', async () => {
  const { values } = await fill(
    `<input autocomplete="street-address"><input autocomplete="address-level2">
     <select autocomplete="address-level1"><option value="1">Hong Kong<option value="2">Kowloon</select>
     <input autocomplete="address-level3">
     <input name="residentialAddress.engPremisesAddress.street.streetName">`,
    english,
  );
  assert.deepEqual(values, {
    'street-address':
      'Flat B, 12/F, Tower 3, Harbour House, Phase 2, Harbour Estate, 18 Salisbury Road',
    'address-level2': 'Yau Tsim Mong',
    'address-level1': '2',
    'address-level3': 'Tsim Sha Tsui',
    'residentialAddress.engPremisesAddress.street.streetName': 'Salisbury Road',
  });
});

test('a Chinese address, one in lines, a post box', async () => {
  const address = (residentialAddress, html = '<input autocomplete="street-address">') =>
    fill(html, { residentialAddress }).then(({ values }) => values);
  const chinese = {
    region: '九龍',
    district: { subDistrict: '尖沙咀' },
    street: { streetName: '梳士巴利道', buildingNoFrom: '18' },
    estate: { estateName: '海港花園' },
    block: { blockDescriptor: '座', blockNo: '3' },
    address3d: { floor: { floorNum: '12' }, unit: { unitDescriptor: '室', unitNo: 'B' } },
  };
  assert.deepEqual(await address({ chiPremisesAddress: chinese }), {
    'street-address': '九龍尖沙咀梳士巴利道18號海港花園3座12樓B室',
  });
  const free = { addressLine1: '1 High Street', addressLine2: 'London' };
  assert.deepEqual(
    await address(
      { freeFormatAddress: free },
      '<textarea autocomplete="street-address"></textarea>',
    ),
    {
      'street-address': '1 High Street\nLondon',
    },
  );
  const box = { engPostBox: { poBoxNo: '70', postOffice: 'General Post Office' } };
  const fields = { ...english, postalAddress: { postBoxAddress: box } };
  const both = await fill(
    '<input autocomplete="shipping street-address"><input autocomplete="billing address-line2" name="b">',
    fields,
  );
  assert.deepEqual(both.values, {
    'shipping street-address': 'PO Box 70, General Post Office',
    b: 'Harbour House, Phase 2, Harbour Estate',
  });
});
