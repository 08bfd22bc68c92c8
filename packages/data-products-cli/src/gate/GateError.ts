/** The gate could not be asked, or did not understand, or was not understood. */
export class GateError extends Error {}

/** The portal does not answer now, and may do so later. */
export class GateUnavailableError extends GateError {}
