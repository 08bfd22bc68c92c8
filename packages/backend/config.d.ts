export interface Config {
  demo?: {
    /**
     * How many data products to generate, beside the example company: to see
     * the portal at the size of a large company. Set by `yarn demo:scale`.
     */
    scale?: number;
  };
}
