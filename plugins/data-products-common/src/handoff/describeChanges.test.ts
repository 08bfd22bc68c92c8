import { ContentChange } from './Handoff';
import { describeChanges } from './describeChanges';

const at = (
  path: string,
  kind: ContentChange['kind'] = 'changed',
): ContentChange => ({ part: path.split(/[.[]/)[0], path, kind });

describe('describeChanges', () => {
  it.each([
    [[at('runbook')], 'runbook changed'],
    [
      [at('contract.schema[orders].properties[email]', 'removed')],
      'column email of orders was removed',
    ],
    [
      [at('contract.schema[orders].properties[email].physicalType')],
      'physicalType of column email of orders changed',
    ],
    [
      [at('contract.schema[orders]', 'added'), at('version')],
      'table orders was added and version changed',
    ],
    // What is nested deeper is named by where it stands.
    [
      [at('contract.schema[orders].properties[email].quality[nulls].mustBe')],
      'contract.schema[orders].properties[email].quality[nulls].mustBe changed',
    ],
    [
      [at('a'), at('b', 'reordered'), at('c'), at('d')],
      'a changed, b was put in another order and 2 more things changed',
    ],
    [[], 'Something changed'],
  ])('%j', (changes, words) => {
    expect(describeChanges(changes)).toBe(words);
  });
});
