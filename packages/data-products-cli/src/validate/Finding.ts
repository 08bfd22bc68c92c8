/** Something in a file that is wrong, or should be better. */
export interface Finding {
  /** As the user wrote it, or below a folder that they wrote. */
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  severity: 'error' | 'warning';
  /** JSON Pointer (RFC 6901) into the document. */
  pointer: string;
  /** What is wrong, what is allowed. */
  message: string;
}
