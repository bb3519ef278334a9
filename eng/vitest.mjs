// Prints each failed test of a report that vitest wrote, then "passed failed skipped" of all.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const file of report.testResults) {
  // A file that could not be read has no tests, and a message.
  if (file.status === 'failed' && file.assertionResults.length === 0) console.log(`FAILED  ${file.name}\n        ${file.message}`);
  for (const test of file.assertionResults.filter((t) => t.status === 'failed')) {
    console.log(`FAILED  ${test.fullName}\n        ${test.failureMessages.join('\n').replaceAll('\n', '\n        ')}`);
  }
}
const broken = report.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
console.log(report.numPassedTests, report.numFailedTests + broken, report.numPendingTests + report.numTodoTests);
