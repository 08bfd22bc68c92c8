import { ConfigReader } from '@backstage/config';
import { readWaiverConfig } from './WaiverConfig';

function read(waivers?: object) {
  return readWaiverConfig(new ConfigReader({ dataProducts: { waivers } }));
}

it('reads who decides about waivers, and how long one lasts', () => {
  expect(read()).toEqual({
    maxDays: 180,
    approver: { role: 'schema-approver' },
  });
  expect(read({ maxDays: 30, approver: 'owner' })).toEqual({
    maxDays: 30,
    approver: { role: 'owner' },
  });
  expect(read({ approver: 'Group:Risk' }).approver).toEqual({
    ref: 'group:default/risk',
  });
});

it.each([
  [{ maxDays: 0 }, 'dataProducts.waivers.maxDays is 0; write'],
  [{ maxDays: 1.5 }, 'maxDays is 1.5'],
  [
    { approver: 'boss' },
    "dataProducts.waivers.approver is 'boss'; write a role (owner,",
  ],
  [{ approver: 'component:a' }, "is 'component:a'"],
])('names what is wrong in %j', (waivers, message) => {
  expect(() => read(waivers)).toThrow(message);
});
