export * from './Agreement';
export * from './agreementContent';
export * from './agreementDifference';
export * from './agreementStatus';
export * from './comparePromises';
export * from './dueReminders';
