// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Time limits hold on a machine that does nothing else. Beside three thousand other tests a clock measures
/// those, so that the limits are asked in a run of their own: `scripts/run-tests` runs the suites that ask for
/// this once more, one test at a time.
public enum QuietMachine {
    /// Whether this run has the machine for itself.
    public static let isOurs = ProcessInfo.processInfo.environment["HAGUKUMI_QUIET"] == "1"

    /// Whether a time is within its limit; without a quiet machine nobody can say, and nothing is said.
    public static func allows(_ took: Duration, within limit: Duration) -> Bool {
        !isOurs || took < limit
    }
}
