/** As many as a page holds at most. */
const PAGE_SIZE = 200;

/** A page of an answer that says where the next one begins. */
interface Page<T> {
  items: readonly T[];
  pageInfo: { nextCursor?: string };
}

/** Everything of a list that is answered page by page, where it is short enough to be shown whole. */
export async function readAllPages<T>(
  read: (page: { limit: number; cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await read({ limit: PAGE_SIZE, cursor });
    items.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return items;
}
