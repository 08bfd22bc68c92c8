import { readAllPages } from './readAllPages';

describe('readAllPages', () => {
  it('reads until there is no further page, in order', async () => {
    const asked: (string | undefined)[] = [];
    const items = await readAllPages(async ({ cursor }) => {
      asked.push(cursor);
      const page = Number(cursor ?? 0);
      return {
        items: [`${page}a`, `${page}b`],
        pageInfo: { nextCursor: page < 6 ? String(page + 1) : undefined },
      };
    });
    expect(asked).toEqual([undefined, '1', '2', '3', '4', '5', '6']);
    expect(items).toHaveLength(14);
    expect(items.slice(-2)).toEqual(['6a', '6b']);
  });

  it('says what went wrong on the way, in place of a part of it', async () => {
    await expect(
      readAllPages(async ({ cursor }) => {
        if (cursor) {
          throw new Error('gone');
        }
        return { items: ['a'], pageInfo: { nextCursor: 'b' } };
      }),
    ).rejects.toThrow('gone');
  });
});
