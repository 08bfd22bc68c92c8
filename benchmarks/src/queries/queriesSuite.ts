export async function runQueriesSuite(_options: { entities: number }) {}
