// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import Foundation
public import Vocabulary

/// Looks at values and files: no database, no key, no installation.
struct Inspect: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "番号・日付・年齢・口座・ファイルを調べる",
        subcommands: [
            InspectCode.self, InspectDate.self, InspectAge.self, InspectPayee.self,
            InspectPostAccount.self, InspectClaims.self, InspectTransfer.self, InspectCSV.self,
            InspectBusinessDay.self,
        ])
}

/// What every inspection can be asked for.
struct InspectOptions: ParsableArguments {
    @Flag(help: "機械が読む形(JSON)で答える")
    var json = false
}

/// Answers one value, or every line of a stream (`-`) in order.
///
/// - Parameter answer: prints the answer to one value and says whether it is valid.
/// - Throws: `ExitStatus.no` when the one value asked is not valid; a stream always ends well.
func inspectEach(_ value: String, _ answer: (String) throws -> Bool) throws {
    guard value == "-" else {
        guard try answer(value) else { throw ExitStatus.no }
        return
    }
    for line in try InputLines(path: "-") { _ = try answer(line) }
}

/// The computer's own day, for what the user calls today.
struct MachineClock: Clock {
    func now() -> Instant {
        Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }
}

extension CivilDate: ExpressibleByArgument {
    /// An argument of a command: `YYYY-MM-DD`.
    public init?(argument: String) { self.init(iso: argument) }
}
