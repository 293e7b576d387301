// SPDX-License-Identifier: Apache-2.0

/// The limits of the rules (点検の基準), from the table `oversight_term`.
public struct OversightTerms: Hashable, Sendable {
    /// One limit as the office set it.
    public struct Term: Hashable, Sendable {
        public let name: String
        public let value: Int
        public let unit: String
        public let source: String
        public let isVerified: Bool
    }

    public let all: [String: Term]

    init(_ terms: [Term]) {
        all = Dictionary(uniqueKeysWithValues: terms.map { ($0.name, $0) })
    }

    private func value(_ name: String) -> Int {
        guard let term = all[name] else {
            preconditionFailure("点検の基準 \(name) がありません")
        }
        return term.value
    }

    public var deedDays: Int { value("deed-days") }
    public var familyMost: Int { value("family-most") }
    public var opensAt: Int { value("opens-at") }
    public var closesAt: Int { value("closes-at") }
    public var quickPersons: Int { value("quick-persons") }
    public var quickMinutes: Int { value("quick-minutes") }
    public var unexplainedDay: Int { value("unexplained-day") }
    public var repeatDays: Int { value("repeat-days") }
    public var repeatWithin: Int { value("repeat-within") }
    public var revealsDay: Int { value("reveals-day") }
    public var failedLogins: Int { value("failed-logins") }
    public var fewFound: Int { value("few-found") }
    public var witnessLag: Int { value("witness-lag") }
    public var reviewDays: Int { value("review-days") }
    // 定型の検索
    public var presetOpensAt: Int { value("preset-opens-at") }
    public var presetClosesAt: Int { value("preset-closes-at") }
    public var sharedMinutes: Int { value("shared-minutes") }
    public var usualWithin: Int { value("usual-within") }
    public var usualDays: Int { value("usual-days") }
    public var knownDays: Int { value("known-days") }
}
