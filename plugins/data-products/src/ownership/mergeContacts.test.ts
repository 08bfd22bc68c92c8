import { ContactDetail } from './contactLabel';
import { mergeContacts } from './mergeContacts';

function contact(part: Partial<ContactDetail>): ContactDetail {
  return {
    for: 'question',
    channel: 'slack',
    target: '#orders',
    source: 'spec',
    ...part,
  };
}

describe('mergeContacts', () => {
  it('puts incidents first and leaves nothing out', () => {
    const contacts = [
      contact({ for: 'access', target: 'a' }),
      contact({ target: 'b' }),
      contact({ for: 'incident', target: 'b' }),
      contact({ for: 'incident', target: 'c' }),
    ];
    expect(
      mergeContacts(contacts).map(item => `${item.for} ${item.target}`),
    ).toEqual(['incident b', 'incident c', 'question b', 'access a']);
  });

  it('shows what the entity and the contract both name once, with what either knows', () => {
    expect(
      mergeContacts([
        contact({ responseTime: 'PT4H' }),
        contact({
          target: '#Orders',
          source: 'contract',
          url: 'https://slack.example/orders',
          responseTime: 'PT1H',
        }),
      ]),
    ).toEqual([
      contact({ responseTime: 'PT4H', url: 'https://slack.example/orders' }),
    ]);
  });
});
