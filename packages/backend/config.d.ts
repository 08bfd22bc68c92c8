export interface Config {
  demo?: {
    /**
     * How many data products to generate, beside the example company: to see
     * the portal at the size of a large company. Set by `yarn demo:scale`.
     */
    scale?: number;
    /**
     * The file that says what goes wrong with the example company's data, from
     * which observations are made. Without it, there are none.
     */
    observations?: string;
    /**
     * The file that says what the people of the example company agree upon and
     * sign. It takes the auth provider `demo`; without either, they do nothing.
     */
    people?: string;
  };
}
