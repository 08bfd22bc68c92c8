/** The gate could not be asked, or did not understand, or was not understood. */
export class GateError extends Error {}
