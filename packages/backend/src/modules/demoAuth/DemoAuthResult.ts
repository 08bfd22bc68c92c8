/** Who the request says that it comes from: an entity name, unverified. */
export interface DemoAuthResult {
  userName: string;
}
