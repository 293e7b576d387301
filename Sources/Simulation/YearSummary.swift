// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What a year came to, as the office's own books say; the names are a contract with whoever
/// reads `hagukumi demo --json`.
public struct YearSummary: Codable, Equatable, Sendable {
    /// Residents of the first, full register.
    public var people = 0
    /// Children of the scheme's age: in that register, born or moved in within the year.
    public var children = 0
    /// Registrations that were decided.
    public var applications = 0
    public var granted = 0
    public var refused = 0
    /// Registrations that waited for insurance evidence first.
    public var held = 0
    /// Entitlements that ended, by age or before.
    public var lapsed = 0
    public var certificates = 0
    /// Claims in kind that were read.
    public var claims = 0
    /// Of these, the ones on the error list.
    public var rejected = 0
    /// Applications for reimbursement.
    public var reimbursements = 0
    /// Yen owed for accepted claims and reimbursements.
    public var payable = 0
    public var transferFiles = 0
    /// Transfers in these files.
    public var transfers = 0
    public var transferTotal = 0
    /// Accepted claims that were taken back, because the entitlement had ended before.
    public var takenBack = 0
    /// Yen that were paid and came back from recipients.
    public var recovered = 0
    /// Month ends at which every invariant was looked at.
    public var monthEnds = 0
    /// Answers about the past that were asked once more later.
    public var pastAnswers = 0
    /// Envelopes printed.
    public var letters = 0
    /// How long the year took; never the same twice.
    public var seconds = 0.0

    /// Whether two years came to the same, however long they took.
    public func isSame(as other: YearSummary) -> Bool {
        var mine = self
        mine.seconds = other.seconds
        return mine == other
    }

    /// The table for people: what, how many.
    public var lines: [(label: String, value: String)] {
        [
            ("住民(最初の全件)", count(people, "人")), ("対象年齢の子", count(children, "人")),
            ("登録申請", count(applications, "件")), ("　認定", count(granted, "件")),
            ("　却下", count(refused, "件")), ("　保留を経たもの", count(held, "件")),
            ("資格の消滅", count(lapsed, "件")), ("受給資格証", count(certificates, "枚")),
            ("レセプト", count(claims, "件")), ("　受け付けないもの", count(rejected, "件")),
            ("償還払いの申請", count(reimbursements, "件")), ("支給すべき額", count(payable, "円")),
            ("振込データ", count(transferFiles, "本")), ("　振込", count(transfers, "件")),
            ("　振込額", count(transferTotal, "円")), ("発送する文書", count(letters, "通")),
        ]
    }

    private func count(_ value: Int, _ unit: String) -> String {
        var digits = Array(String(value))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits) + unit
    }
}
